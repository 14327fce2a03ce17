package openencoder.auth;

import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.refusal.Conflict;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Forbidden;
import openencoder.web.auth.Principal;
import openencoder.web.http.BodyFields;

import java.util.Optional;

/** Changes one's own password, which ends every session opened with the old one. */
final class UpdatePassword {
    /** What is sent to change a password. */
    record Change(String currentPassword, String newPassword) {
        static Change of(BodyFields fields) {
            return new Change(fields.text("current_password"), fields.text("new_password"));
        }

        /** Never a password. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    private final UserRepository users;
    private final Passwords passwords;
    private final CheckPassword checkPassword;
    private final PasswordPolicy policy;

    UpdatePassword(
            UserRepository users,
            Passwords passwords,
            CheckPassword checkPassword,
            AuthSettings settings) {
        this.users = users;
        this.passwords = passwords;
        this.checkPassword = checkPassword;
        policy = new PasswordPolicy(settings.minPasswordLength());
    }

    /**
     * @param address where the caller is
     */
    User update(Principal principal, Change change, String address) {
        var errors = new FieldErrors("password.unfit");
        policy.check("new_password", change.newPassword(), errors);
        errors.refuseIfAny();
        var user = users.find(principal.id()).orElseThrow();
        confirm(user, change.currentPassword(), address);
        return users.replace(user.withPasswordHash(passwords.hash(change.newPassword())))
                .orElseThrow(
                        () ->
                                new Conflict(
                                        "user.changed",
                                        "The user was changed at the same moment; try again."));
    }

    /**
     * @throws Forbidden {@code password.wrong} if that is not the password
     */
    void confirm(User user, String password, String address) {
        // 403 and not 401: the token is fine, and a client that logs in again would not help
        if (!checkPassword.isRight(user.username(), Optional.of(user), password, address))
            throw new Forbidden("password.wrong", "The current password is wrong.");
    }
}
