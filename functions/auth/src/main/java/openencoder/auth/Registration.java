package openencoder.auth;

import openencoder.web.settings.Variables;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who may register. */
enum Registration {
    /** Everyone, and may log in at once. */
    OPEN,
    /** Everyone, and may log in as soon as an admin has activated the account. */
    APPROVAL,
    /** Admins alone make accounts. */
    CLOSED;

    static Registration from(Variables variables) {
        var given = variables.optional("REGISTRATION").orElse(APPROVAL.wireName());
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(given))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "REGISTRATION is '%s'; it must be %s"
                                                .formatted(given, all())));
    }

    private static String all() {
        return Arrays.stream(values())
                .map(Registration::wireName)
                .collect(Collectors.joining(" or "));
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
