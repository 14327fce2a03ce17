package openencoder.auth;

import openencoder.refusal.FieldErrors;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which passwords may be chosen.
 *
 * @param least in characters
 */
record PasswordPolicy(int least) {
    private static final int MOST_BYTES = 1024;

    void check(String field, String password, FieldErrors errors) {
        objection(password).ifPresent(objection -> errors.add(field, objection));
    }

    private Optional<String> objection(String password) {
        if (password.codePointCount(0, password.length()) < least)
            return Optional.of("must have %d or more characters".formatted(least));
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES)
            return Optional.of("must have at most 1,024 bytes");
        if (password.codePoints().anyMatch(PasswordPolicy::isHalfACharacter))
            return Optional.of("must be Unicode text");
        return Optional.empty();
    }

    /** Every such half would be hashed as the same question mark. */
    private static boolean isHalfACharacter(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
