package openencoder.auth;

import static openencoder.web.auth.RequiredRole.ADMIN;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.web.auth.Principal;
import openencoder.web.http.Listing;
import openencoder.web.http.Parameters;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What admins see and change of others. */
final class UserRoutes {
    private final UserRepository users;
    private final UpdateUser updateUser;

    UserRoutes(UserRepository users, UpdateUser updateUser) {
        this.users = users;
        this.updateUser = updateUser;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/api/users", this::list)
                .withAttribute(ROLE, ADMIN)
                .PUT("/api/users/{id}", this::update)
                .withAttribute(ROLE, ADMIN)
                .build();
    }

    private ServerResponse list(ServerRequest request) {
        Parameters.refuseOthers(request, "page", "count");
        return ok().body(Listing.of(users.page(Parameters.page(request)).map(UserView::of)));
    }

    private ServerResponse update(ServerRequest request) {
        var id = new UserId(Parameters.id(request, "user"));
        var change = StrictJson.read(request, UpdateUser.Change::of);
        return ok().body(UserView.of(updateUser.update(Principal.of(request), id, change)));
    }
}
