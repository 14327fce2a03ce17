package openencoder.auth;

import static openencoder.web.auth.Access.GUEST;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.NotFound;
import openencoder.web.http.Call;
import openencoder.web.http.Route;

import java.time.Instant;
import java.util.List;

/** What users see and change of themselves. */
final class MeRoutes {
    private record Me(
            int status,
            long id,
            String username,
            String role,
            boolean active,
            Instant createdDate) {}

    /** With a new token, for a new password ends the session of the old one. */
    private record Updated(int status, String user, String message, String token, Instant expire) {}

    private final UserRepository users;
    private final UpdateMe updateMe;
    private final UpdatePassword updatePassword;
    private final AccessTokens tokens;

    MeRoutes(
            UserRepository users,
            UpdateMe updateMe,
            UpdatePassword updatePassword,
            AccessTokens tokens) {
        this.users = users;
        this.updateMe = updateMe;
        this.updatePassword = updatePassword;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/me", GUEST, this::show),
                Route.put("/api/me", GUEST, this::update),
                Route.post("/api/update-password", GUEST, this::updatePassword));
    }

    private Object show(Call call) {
        var id = call.principal().id();
        var user = users.find(id).orElseThrow(() -> new NotFound("user", id));
        return new Me(
                200,
                user.id().value(),
                user.username(),
                user.role().wireName(),
                user.active(),
                user.createdAt());
    }

    private Object update(Call call) {
        var change = call.body(UpdateMe.Change::of);
        var user = updateMe.update(call.principal(), change, call.sourceAddress());
        return updated(user, "User updated");
    }

    private Object updatePassword(Call call) {
        var change = call.body(UpdatePassword.Change::of);
        var user = updatePassword.update(call.principal(), change, call.sourceAddress());
        return updated(user, "Password updated");
    }

    private Updated updated(User user, String message) {
        var session = tokens.issue(user);
        return new Updated(200, user.username(), message, session.token(), session.expire());
    }
}
