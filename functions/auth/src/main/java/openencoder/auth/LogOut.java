package openencoder.auth;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.Conflict;
import openencoder.web.auth.Principal;

/** Ends every session of a user: no token handed out before counts any more. */
final class LogOut {
    private static final int TRIES = 5;

    private final UserRepository users;

    LogOut(UserRepository users) {
        this.users = users;
    }

    User logOut(Principal principal) {
        for (var tries = 0; tries < TRIES; tries++) {
            var user = users.find(principal.id()).orElseThrow();
            var stored = users.replace(user.withoutSessions());
            if (stored.isPresent()) return stored.get();
        }
        throw new Conflict("user.changed", "The user is being changed by others; try again.");
    }
}
