package openencoder.auth;

import openencoder.account.Role;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;

import java.time.Duration;

/**
 * What the auth function is told by its environment.
 *
 * @param signingKeys where the private JWK set is, from {@code SIGNING_KEYS}
 * @param firstUserRole of the first user, from {@code FIRST_USER_ROLE}
 * @param newUserRole of all later users, from {@code NEW_USER_ROLE}
 * @param registration who may register, from {@code REGISTRATION}
 * @param minPasswordLength in characters, from {@code MIN_PASSWORD_LENGTH}
 * @param limits of trying passwords and registering
 */
record AuthSettings(
        WebSettings web,
        String signingKeys,
        Role firstUserRole,
        Role newUserRole,
        Registration registration,
        int minPasswordLength,
        ThrottleSettings limits) {
    /**
     * Defaults are those of a deployed stack: who registers waits for an admin, and can only read.
     */
    static AuthSettings from(Variables variables) {
        return new AuthSettings(
                // here users are changed, and a change should show at once
                WebSettings.from(variables).withUserCache(Duration.ZERO),
                variables.required("SIGNING_KEYS", "where the private JWK set is"),
                role(variables, "FIRST_USER_ROLE"),
                role(variables, "NEW_USER_ROLE"),
                Registration.from(variables),
                variables.number("MIN_PASSWORD_LENGTH", 12, 1, 128),
                ThrottleSettings.from(variables));
    }

    private static Role role(Variables variables, String name) {
        var given = variables.optional(name).orElse(Role.GUEST.wireName());
        return Role.ofWireName(given)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s is '%s'; it must be guest, operator or admin"
                                                .formatted(name, given)));
    }
}
