package openencoder.auth;

import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.NotFound;
import openencoder.web.auth.Principal;
import openencoder.web.http.EventContext;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.time.Instant;

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

    RouterFunction<ServerResponse> routes() {
        return route().GET("/api/me", this::show)
                .withAttribute(ROLE, GUEST)
                .PUT("/api/me", this::update)
                .withAttribute(ROLE, GUEST)
                .POST("/api/update-password", this::updatePassword)
                .withAttribute(ROLE, GUEST)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        var id = Principal.of(request).id();
        var user = users.find(id).orElseThrow(() -> new NotFound("user", id));
        return ok().body(
                        new Me(
                                200,
                                user.id().value(),
                                user.username(),
                                user.role().wireName(),
                                user.active(),
                                user.createdAt()));
    }

    private ServerResponse update(ServerRequest request) {
        var change = StrictJson.read(request, UpdateMe.Change::of);
        var user =
                updateMe.update(Principal.of(request), change, EventContext.sourceAddress(request));
        return ok().body(updated(user, "User updated"));
    }

    private ServerResponse updatePassword(ServerRequest request) {
        var change = StrictJson.read(request, UpdatePassword.Change::of);
        var user =
                updatePassword.update(
                        Principal.of(request), change, EventContext.sourceAddress(request));
        return ok().body(updated(user, "Password updated"));
    }

    private Updated updated(User user, String message) {
        var session = tokens.issue(user);
        return new Updated(200, user.username(), message, session.token(), session.expire());
    }
}
