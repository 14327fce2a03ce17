package openencoder.auth;

import openencoder.web.settings.Variables;

import java.time.Duration;

/**
 * How often passwords may be tried, and names registered, within a window.
 *
 * @param tries wrong passwords for one account from one address, from {@code LOGIN_TRIES}
 * @param triesPerAccount from all addresses together, from {@code LOGIN_TRIES_PER_ACCOUNT}
 * @param triesPerAddress for all accounts together, from {@code LOGIN_TRIES_PER_ADDRESS}
 * @param registrationsPerAddress from {@code REGISTRATIONS_PER_ADDRESS}
 * @param window from the first on, from {@code LIMIT_WINDOW_SECONDS}
 */
record ThrottleSettings(
        int tries,
        int triesPerAccount,
        int triesPerAddress,
        int registrationsPerAddress,
        Duration window) {
    private static final int MOST = 1_000_000;

    static ThrottleSettings from(Variables variables) {
        return new ThrottleSettings(
                variables.number("LOGIN_TRIES", 20, 1, MOST),
                variables.number("LOGIN_TRIES_PER_ACCOUNT", 100, 1, MOST),
                variables.number("LOGIN_TRIES_PER_ADDRESS", 100, 1, MOST),
                variables.number("REGISTRATIONS_PER_ADDRESS", 20, 1, MOST),
                variables.seconds("LIMIT_WINDOW_SECONDS", 900, 1, 86_400));
    }
}
