package openencoder.auth;

import static openencoder.web.auth.Access.ANYONE;
import static openencoder.web.auth.Access.GUEST;

import openencoder.account.UserRepository;
import openencoder.web.auth.KeySet;
import openencoder.web.http.Call;
import openencoder.web.http.Route;

import java.util.List;

/** How one comes by a token, and how others check it. */
final class SessionRoutes {
    private record Registered(String user, String message) {}

    private record LoggedOut(int status, String user, String message) {}

    private final Register register;
    private final LogIn logIn;
    private final LogOut logOut;
    private final AccessTokens tokens;
    private final UserRepository users;
    private final KeySet keys;

    SessionRoutes(
            Register register,
            LogIn logIn,
            LogOut logOut,
            AccessTokens tokens,
            UserRepository users,
            KeySet keys) {
        this.register = register;
        this.logIn = logIn;
        this.logOut = logOut;
        this.tokens = tokens;
        this.users = users;
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/register", ANYONE, this::register),
                Route.post("/api/login", ANYONE, this::logIn),
                Route.post("/api/logout", GUEST, this::logOut),
                Route.get("/api/refresh-token", GUEST, this::refresh),
                Route.get("/.well-known/jwks.json", ANYONE, _ -> keys.publicSet()));
    }

    private Object register(Call call) {
        var user = register.register(call.body(LoginRequest::of), call.sourceAddress());
        return new Registered(user.username(), "User registered");
    }

    private Object logIn(Call call) {
        return logIn.logIn(call.body(LoginRequest::of), call.sourceAddress());
    }

    private Object logOut(Call call) {
        var user = logOut.logOut(call.principal());
        return new LoggedOut(200, user.username(), "Logged out everywhere");
    }

    private Object refresh(Call call) {
        return tokens.issue(users.find(call.principal().id()).orElseThrow());
    }
}
