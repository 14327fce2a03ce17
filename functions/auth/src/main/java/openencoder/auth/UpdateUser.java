package openencoder.auth;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.refusal.Conflict;
import openencoder.refusal.Invalid;
import openencoder.web.auth.Principal;
import openencoder.web.http.BodyFields;

import java.util.Optional;

/** Lets an admin change another user's role, or shut the user out and in again. */
final class UpdateUser {
    /** What is sent; whatever is left out stays. */
    record Change(Optional<Role> role, Optional<Boolean> active) {
        static Change of(BodyFields fields) {
            fields.readOnly("id", "username", "created_date");
            return new Change(
                    fields.optionalText("role").map(Change::role), fields.optionalFlag("active"));
        }

        private static Role role(String name) {
            return Role.ofWireName(name)
                    .orElseThrow(
                            () ->
                                    new Invalid(
                                            "user.invalid",
                                            "role",
                                            "must be guest, operator or admin"));
        }

        User applyTo(User user) {
            return user.withRole(role.orElse(user.role())).withActive(active.orElse(user.active()));
        }
    }

    private final UserRepository users;

    UpdateUser(UserRepository users) {
        this.users = users;
    }

    User update(Principal admin, UserId id, Change change) {
        return users.update(id, user -> changed(admin, user, change));
    }

    private static User changed(Principal admin, User user, Change change) {
        var changed = change.applyTo(user);
        if (!changed.equals(user)) refuseOwn(admin, user.id());
        return changed;
    }

    private static void refuseOwn(Principal admin, UserId id) {
        if (admin.id().equals(id))
            throw new Conflict(
                    "user.own",
                    "You cannot change your own role or deactivate yourself; ask another admin.");
    }
}
