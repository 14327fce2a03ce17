package openencoder.auth;

import openencoder.refusal.Invalid;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which passwords may be chosen.
 *
 * @param least in characters
 */
record PasswordPolicy(int least) {
    private static final int MOST_BYTES = 1024;

    Optional<Invalid.Field> objection(String field, String password) {
        if (password.codePointCount(0, password.length()) < least)
            return Optional.of(
                    new Invalid.Field(field, "must have %d or more characters".formatted(least)));
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES)
            return Optional.of(new Invalid.Field(field, "must have at most 1,024 bytes"));
        if (password.codePoints().anyMatch(PasswordPolicy::isHalfACharacter))
            return Optional.of(new Invalid.Field(field, "must be Unicode text"));
        return Optional.empty();
    }

    /** Every such half would be hashed as the same question mark. */
    private static boolean isHalfACharacter(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }

    void check(String field, String password) {
        objection(field, password)
                .ifPresent(
                        objection -> {
                            throw new Invalid(
                                    "password.unfit", objection.field(), objection.message());
                        });
    }
}
