package openencoder.auth;

import static openencoder.web.auth.RequiredRole.ADMIN;
import static openencoder.web.auth.RequiredRole.ROLE;
import static openencoder.web.http.Parameters.QUERY;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.web.auth.Principal;
import openencoder.web.http.BodyFields;
import openencoder.web.http.Listing;
import openencoder.web.http.Parameters;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.List;

/** What admins see and change of others. */
final class UserRoutes {
    /**
     * @param role guest, if none is given
     */
    private record NewUser(LoginRequest login, Role role) {
        static NewUser of(BodyFields fields) {
            return new NewUser(
                    LoginRequest.of(fields),
                    fields.optionalText("role").map(UpdateUser::role).orElse(Role.GUEST));
        }
    }

    private record DeletedUser(int status, String user, String message) {}

    private final UserRepository users;
    private final Register register;
    private final UpdateUser updateUser;

    UserRoutes(UserRepository users, Register register, UpdateUser updateUser) {
        this.users = users;
        this.register = register;
        this.updateUser = updateUser;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/api/users", this::list)
                .withAttribute(ROLE, ADMIN)
                .withAttribute(QUERY, List.of("page", "count"))
                .POST("/api/users", this::add)
                .withAttribute(ROLE, ADMIN)
                .PUT("/api/users/{id}", this::update)
                .withAttribute(ROLE, ADMIN)
                .DELETE("/api/users/{id}", this::remove)
                .withAttribute(ROLE, ADMIN)
                .DELETE("/api/users/{id}/sessions", this::endSessions)
                .withAttribute(ROLE, ADMIN)
                .build();
    }

    private ServerResponse list(ServerRequest request) {
        return ok().body(Listing.of(users.page(Parameters.page(request)).map(UserView::of)));
    }

    private ServerResponse update(ServerRequest request) {
        var id = id(request);
        var change = StrictJson.read(request, UpdateUser.Change::of);
        return ok().body(UserView.of(updateUser.update(Principal.of(request), id, change)));
    }

    private ServerResponse add(ServerRequest request) {
        var added = StrictJson.read(request, NewUser::of);
        return ok().body(UserView.of(register.add(added.login(), added.role())));
    }

    private ServerResponse remove(ServerRequest request) {
        var removed = updateUser.remove(Principal.of(request), id(request));
        return ok().body(new DeletedUser(200, removed.username(), "User deleted"));
    }

    private ServerResponse endSessions(ServerRequest request) {
        var user = updateUser.endSessions(Principal.of(request), id(request));
        return ok().body(LoggedOut.of(user));
    }

    private static UserId id(ServerRequest request) {
        return new UserId(Parameters.id(request, "user"));
    }
}
