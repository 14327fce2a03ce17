package openencoder.auth;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.FieldErrors;
import openencoder.web.auth.Principal;
import openencoder.web.http.BodyFields;

import java.util.Optional;

/** Changes what users may change about themselves: the password, for names stay. */
final class UpdateMe {
    /** What is sent to change oneself; the new password may be left out. */
    record Change(
            Optional<String> username,
            String currentPassword,
            Optional<String> newPassword,
            Optional<String> verifyPassword) {
        static Change of(BodyFields fields) {
            fields.readOnly("id", "role", "active", "created_date", "status");
            return new Change(
                    fields.optionalText("username"),
                    fields.text("current_password"),
                    fields.optionalText("new_password"),
                    fields.optionalText("verify_password"));
        }

        /** Never a password. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    private final UserRepository users;
    private final UpdatePassword updatePassword;

    UpdateMe(UserRepository users, UpdatePassword updatePassword) {
        this.users = users;
        this.updatePassword = updatePassword;
    }

    /**
     * @param address where the caller is
     */
    User update(Principal principal, Change change, String address) {
        check(principal, change);
        if (change.newPassword().isPresent())
            return updatePassword.update(
                    principal,
                    new UpdatePassword.Change(change.currentPassword(), change.newPassword().get()),
                    address);
        var user = users.find(principal.id()).orElseThrow();
        updatePassword.confirm(user, change.currentPassword(), address);
        return user;
    }

    private static void check(Principal principal, Change change) {
        var errors = new FieldErrors("user.invalid");
        var keepsName = change.username().stream().allMatch(principal.username()::equalsIgnoreCase);
        errors.require(keepsName, "username", "cannot be changed");
        var isSure =
                change.verifyPassword().isEmpty()
                        || change.verifyPassword().equals(change.newPassword());
        errors.require(isSure, "verify_password", "must equal new_password");
        errors.refuseIfAny();
    }
}
