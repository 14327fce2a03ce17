package openencoder.auth;

import openencoder.account.Standing;
import openencoder.account.User;

import java.util.Optional;

/**
 * Whether a password is that of an account; asked no more often than {@link LoginThrottle} lets.
 */
final class CheckPassword {
    private final Passwords passwords;
    private final LoginThrottle tries;

    CheckPassword(Passwords passwords, LoginThrottle tries) {
        this.passwords = passwords;
        this.tries = tries;
    }

    /**
     * Whether the password is right, and the user was not shut out.
     *
     * @param user who has the name; without one it takes as long to say no
     * @throws openencoder.refusal.TooMany {@code login.too_many}, without having looked
     */
    boolean isRight(String username, Optional<User> user, String password, String address) {
        tries.password(username, address);
        var isRight =
                passwords.matches(password, user.map(User::passwordHash))
                        && user.orElseThrow().standing() != Standing.DEACTIVATED;
        if (isRight) tries.passwordWasRight(username, address);
        return isRight;
    }
}
