package openencoder.auth;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.refusal.FieldErrors;

import java.time.InstantSource;

/** Registers a user. */
final class Register {
    private static final UserId FIRST = new UserId(1);

    private final UserRepository users;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final AuthSettings settings;
    private final InstantSource clock;

    Register(
            UserRepository users,
            Passwords passwords,
            LoginThrottle throttle,
            AuthSettings settings,
            InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param address where the caller is
     */
    User register(LoginRequest wanted, String address) {
        check(wanted.username(), wanted.password());
        throttle.registration(address);
        var hash = passwords.hash(wanted.password());
        return users.add(wanted.username(), hash, this::role, clock.instant());
    }

    private Role role(UserId id) {
        return id.equals(FIRST) ? settings.firstUserRole() : settings.newUserRole();
    }

    private void check(String name, String password) {
        var errors = new FieldErrors("registration.invalid");
        UsernamePolicy.check(name, errors);
        new PasswordPolicy(settings.minPasswordLength()).check("password", password, errors);
        errors.refuseIfAny();
    }
}
