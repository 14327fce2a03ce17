package openencoder.auth;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.Unauthenticated;

import java.util.Optional;

/** Gives an access token for a password. An unknown name and a wrong password look the same. */
final class LogIn {
    private final UserRepository users;
    private final Passwords passwords;
    private final CheckPassword checkPassword;
    private final AccessTokens tokens;

    LogIn(
            UserRepository users,
            Passwords passwords,
            CheckPassword checkPassword,
            AccessTokens tokens) {
        this.users = users;
        this.passwords = passwords;
        this.checkPassword = checkPassword;
        this.tokens = tokens;
    }

    /**
     * @param address where the caller is
     */
    AccessToken logIn(LoginRequest given, String address) {
        var user =
                UsernamePolicy.allows(given.username())
                        ? users.findByName(given.username())
                        : Optional.<User>empty();
        if (!checkPassword.opens(given.username(), user, given.password(), address))
            throw new Unauthenticated("login.failed", "The username or the password is wrong.");
        return tokens.issue(withStrongHash(user.orElseThrow(), given.password()));
    }

    /** Another change at the same moment goes first; the next login makes the hash anew. */
    private User withStrongHash(User user, String password) {
        if (!passwords.isWeak(user.passwordHash())) return user;
        return users.replace(user.withStrongerHash(passwords.hash(password))).orElse(user);
    }
}
