package openencoder.auth;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.Unauthenticated;

/** Gives an access token for a password. An unknown name and a wrong password look the same. */
final class LogIn {
    private final UserRepository users;
    private final Passwords passwords;
    private final AccessTokens tokens;

    LogIn(UserRepository users, Passwords passwords, AccessTokens tokens) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    AccessToken logIn(Credentials given) {
        var user = users.findByName(given.username());
        if (!passwords.matches(given.password(), user.map(User::passwordHash))
                || !user.orElseThrow().active())
            throw new Unauthenticated("login.failed", "The username or the password is wrong.");
        return tokens.issue(user.get());
    }
}
