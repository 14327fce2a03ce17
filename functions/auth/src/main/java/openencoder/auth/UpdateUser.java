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

/** Lets an admin change another user's role, shut the user out and in again, or remove the user. */
final class UpdateUser {
    /** What is sent; whatever is left out stays. */
    record Change(Optional<Role> role, Optional<Boolean> active) {
        static Change of(BodyFields fields) {
            fields.readOnly("id", "username", "awaiting_approval", "created_date");
            return new Change(
                    fields.optionalText("role").map(UpdateUser::role),
                    fields.optionalFlag("active"));
        }

        User applyTo(User user) {
            var next = role.map(user::withRole).orElse(user);
            return active.map(next::withActive).orElse(next);
        }
    }

    private final UserRepository users;

    UpdateUser(UserRepository users) {
        this.users = users;
    }

    User update(Principal admin, UserId id, Change change) {
        return users.update(id, admin.id(), user -> changed(admin, user, change));
    }

    /** Removes an account for good. The jobs that it made stay, and go on. */
    User remove(Principal admin, UserId id) {
        refuseOwn(admin, id);
        return users.remove(id, admin.id());
    }

    User endSessions(Principal admin, UserId id) {
        return admin.id().equals(id)
                ? endSessions(admin)
                : users.update(id, admin.id(), User::withoutSessions);
    }

    /** Of one's own: no token handed out before counts any more. */
    User endSessions(Principal user) {
        return users.update(user.id(), User::withoutSessions);
    }

    static Role role(String name) {
        return Role.ofWireName(name)
                .orElseThrow(
                        () ->
                                new Invalid(
                                        "user.invalid",
                                        "role",
                                        "must be guest, operator or admin"));
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
                    "You cannot change your own role, deactivate or delete yourself; ask another"
                            + " admin.");
    }
}
