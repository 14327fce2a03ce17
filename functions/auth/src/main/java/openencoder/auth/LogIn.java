package openencoder.auth;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.Forbidden;
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
        var user = find(given.typed()).or(() -> findInOneSpelling(given));
        if (!checkPassword.isRight(given.username(), user, given.password(), address))
            throw new Unauthenticated("login.failed", "The username or the password is wrong.");
        var known = withStrongHash(user.orElseThrow(), given.password());
        if (known.awaitsApproval()) throw awaitingApproval();
        return tokens.issue(known);
    }

    /** Told after the right password alone, so that no stranger learns who has an account. */
    private static Forbidden awaitingApproval() {
        return new Forbidden(
                "account.awaiting_approval",
                "The account waits until an admin of this deployment activates it.");
    }

    private Optional<User> findInOneSpelling(LoginRequest given) {
        return given.typed().equals(given.username()) ? Optional.empty() : find(given.username());
    }

    private Optional<User> find(String name) {
        return UsernamePolicy.mayExist(name) ? users.findByName(name) : Optional.empty();
    }

    /** Another change at the same moment goes first; the next login makes the hash anew. */
    private User withStrongHash(User user, String password) {
        if (!passwords.isWeak(user.passwordHash())) return user;
        return users.replace(user.withStrongerHash(passwords.hash(password))).orElse(user);
    }
}
