package openencoder.auth;

import openencoder.refusal.FieldErrors;

import java.util.Optional;

/** Which names users may have. */
final class UsernamePolicy {
    private static final int LONGEST = 254;

    private UsernamePolicy() {}

    static boolean allows(String name) {
        return objection(name).isEmpty();
    }

    static void check(String name, FieldErrors errors) {
        objection(name).ifPresent(objection -> errors.add("username", objection));
    }

    private static Optional<String> objection(String name) {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST)
            return Optional.of("must have 1 to 254 characters");
        if (!name.codePoints().allMatch(UsernamePolicy::isPrintable))
            return Optional.of("must be printable and without spaces");
        return Optional.empty();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
