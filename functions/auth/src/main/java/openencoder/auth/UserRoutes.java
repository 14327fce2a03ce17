package openencoder.auth;

import static openencoder.web.auth.Access.ADMIN;

import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.web.http.Call;
import openencoder.web.http.Listing;
import openencoder.web.http.Route;

import java.util.List;

/** What admins see and change of others. */
final class UserRoutes {
    private final UserRepository users;
    private final UpdateUser updateUser;

    UserRoutes(UserRepository users, UpdateUser updateUser) {
        this.users = users;
        this.updateUser = updateUser;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/users", ADMIN, this::list),
                Route.put("/api/users/{id}", ADMIN, this::update));
    }

    private Object list(Call call) {
        return Listing.of(users.page(call.page()).map(UserView::of));
    }

    private Object update(Call call) {
        var id = new UserId(call.id("user"));
        var change = call.body(UpdateUser.Change::of);
        return UserView.of(updateUser.update(call.principal(), id, change));
    }
}
