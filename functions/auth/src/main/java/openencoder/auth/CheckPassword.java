package openencoder.auth;

import openencoder.account.User;

import java.util.Optional;

/** Whether a password opens an account; asked no more often than {@link LoginThrottle} lets. */
final class CheckPassword {
    private final Passwords passwords;
    private final LoginThrottle tries;

    CheckPassword(Passwords passwords, LoginThrottle tries) {
        this.passwords = passwords;
        this.tries = tries;
    }

    /**
     * @param user who has the name; without one it takes as long to say no
     * @throws openencoder.refusal.TooMany {@code login.too_many}, without having looked
     */
    boolean opens(String username, Optional<User> user, String password, String address) {
        tries.password(username, address);
        var opens =
                passwords.matches(password, user.map(User::passwordHash))
                        && user.orElseThrow().active();
        if (opens) tries.passwordWasRight(username, address);
        return opens;
    }
}
