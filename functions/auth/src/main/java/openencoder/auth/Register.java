package openencoder.auth;

import openencoder.account.Role;
import openencoder.account.Standing;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Forbidden;

import java.time.InstantSource;
import java.util.function.Function;

/** Makes accounts: of those who register, and of those whom an admin adds. */
final class Register {
    private static final UserId FIRST = new UserId(1);
    private static final UserId SECOND = new UserId(2);

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
     * @throws Forbidden {@code registration.closed}
     */
    User register(LoginRequest wanted, String address) {
        if (settings.registration() == Registration.CLOSED)
            throw new Forbidden(
                    "registration.closed",
                    "Registration is closed here; ask an admin of this deployment for an account.");
        check(wanted);
        throttle.registration(address);
        return add(wanted, this::role, this::standing);
    }

    /** An account that an admin makes for another person. */
    User add(LoginRequest wanted, Role role) {
        check(wanted);
        return add(wanted, _ -> role, _ -> Standing.ACTIVE);
    }

    private User add(
            LoginRequest wanted, Function<UserId, Role> role, Function<UserId, Standing> standing) {
        var name = wanted.username();
        var hash = passwords.hash(wanted.password());
        var now = clock.instant();
        return users.add(
                name,
                id -> User.registered(id, name, hash, role.apply(id), standing.apply(id), now),
                now);
    }

    private Role role(UserId id) {
        return isFirst(id) ? settings.firstUserRole() : settings.newUserRole();
    }

    /** A first admin waits for no other: there is none who could approve. */
    private Standing standing(UserId id) {
        var isFirstAdmin = isFirst(id) && settings.firstUserRole() == Role.ADMIN;
        return settings.registration() == Registration.OPEN || isFirstAdmin
                ? Standing.ACTIVE
                : Standing.AWAITING_APPROVAL;
    }

    /** A stack on a laptop may have a user of its own, without a password, before any person. */
    private boolean isFirst(UserId id) {
        return id.equals(FIRST)
                || id.equals(SECOND)
                        && users.find(FIRST)
                                .filter(first -> first.passwordHash().isEmpty())
                                .isPresent();
    }

    private void check(LoginRequest wanted) {
        var errors = new FieldErrors("registration.invalid");
        UsernamePolicy.check(wanted.username(), errors);
        new PasswordPolicy(settings.minPasswordLength())
                .check("password", wanted.password(), errors);
        errors.refuseIfAny();
    }
}
