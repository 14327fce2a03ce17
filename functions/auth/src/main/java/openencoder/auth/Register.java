package openencoder.auth;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.refusal.Invalid;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;

/** Makes a user of whoever asks. */
final class Register {
    private static final int LONGEST_NAME = 254;
    private static final UserId FIRST = new UserId(1);

    private final UserRepository users;
    private final Passwords passwords;
    private final LoginThrottle tries;
    private final AuthSettings settings;
    private final InstantSource clock;

    Register(
            UserRepository users,
            Passwords passwords,
            LoginThrottle tries,
            AuthSettings settings,
            InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.tries = tries;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param address where the caller is
     */
    User register(LoginRequest wanted, String address) {
        check(wanted.username(), wanted.password());
        tries.registration(address);
        var hash = passwords.hash(wanted.password());
        return users.add(wanted.username(), hash, this::role, clock.instant());
    }

    /** Whether somebody could have this name. */
    static boolean canBeName(String name) {
        return objection(name).isEmpty();
    }

    private Role role(UserId id) {
        return id.equals(FIRST) ? settings.firstUserRole() : settings.newUserRole();
    }

    private void check(String name, String password) {
        var wrong = new ArrayList<Invalid.Field>();
        objection(name).map(text -> new Invalid.Field("username", text)).ifPresent(wrong::add);
        new PasswordPolicy(settings.minPasswordLength())
                .objection("password", password)
                .ifPresent(wrong::add);
        if (!wrong.isEmpty()) throw new Invalid("registration.invalid", wrong);
    }

    private static Optional<String> objection(String name) {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME)
            return Optional.of("must have 1 to 254 characters");
        if (!name.codePoints().allMatch(Register::isPrintable))
            return Optional.of("must be printable and without spaces");
        return Optional.empty();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
