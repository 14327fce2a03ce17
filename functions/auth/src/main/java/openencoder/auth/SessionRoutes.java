package openencoder.auth;

import static openencoder.web.auth.RequiredRole.ANYONE;
import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.web.auth.KeySet;
import openencoder.web.auth.Principal;
import openencoder.web.http.EventContext;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** How one comes by a token, and how others check it. */
final class SessionRoutes {
    private record Registered(String user, String message) {}

    private final Register register;
    private final LogIn logIn;
    private final AccessTokens tokens;
    private final UserRepository users;
    private final UpdateUser updateUser;
    private final KeySet keys;

    SessionRoutes(
            Register register,
            LogIn logIn,
            AccessTokens tokens,
            UserRepository users,
            UpdateUser updateUser,
            KeySet keys) {
        this.register = register;
        this.logIn = logIn;
        this.tokens = tokens;
        this.users = users;
        this.updateUser = updateUser;
        this.keys = keys;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/api/register", this::register)
                .withAttribute(ROLE, ANYONE)
                .POST("/api/login", this::logIn)
                .withAttribute(ROLE, ANYONE)
                .POST("/api/logout", this::logOut)
                .withAttribute(ROLE, GUEST)
                .DELETE("/api/me/sessions", this::logOut)
                .withAttribute(ROLE, GUEST)
                .GET("/api/refresh-token", this::refresh)
                .withAttribute(ROLE, GUEST)
                .GET("/.well-known/jwks.json", _ -> ok().body(keys.publicSet()))
                .withAttribute(ROLE, ANYONE)
                .build();
    }

    private ServerResponse register(ServerRequest request) {
        var user =
                register.register(
                        StrictJson.read(request, LoginRequest::of),
                        EventContext.sourceAddress(request));
        return ok().body(new Registered(user.username(), message(user)));
    }

    private static String message(User user) {
        return user.awaitsApproval()
                ? "User registered; an admin must activate the account before the first login"
                : "User registered";
    }

    private ServerResponse logIn(ServerRequest request) {
        return ok().body(
                        logIn.logIn(
                                StrictJson.read(request, LoginRequest::of),
                                EventContext.sourceAddress(request)));
    }

    /** Ends every session: no token issued before is accepted afterwards. */
    private ServerResponse logOut(ServerRequest request) {
        return ok().body(LoggedOut.of(updateUser.endSessions(Principal.of(request))));
    }

    private ServerResponse refresh(ServerRequest request) {
        return ok().body(tokens.issue(users.find(Principal.of(request).id()).orElseThrow()));
    }
}
