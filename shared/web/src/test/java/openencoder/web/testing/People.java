package openencoder.web.testing;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserRepository;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A user of each role, {@code admin@example.com} and so on, admin first. */
public final class People {
    private final Map<Role, User> users = new EnumMap<>(Role.class);
    private final Instant now;

    /**
     * @param passwordHash of all of them
     */
    public People(UserRepository repository, String passwordHash, Instant now) {
        this.now = now;
        for (var role : new Role[] {Role.ADMIN, Role.OPERATOR, Role.GUEST})
            users.put(
                    role,
                    repository.add(role.wireName() + "@example.com", passwordHash, _ -> role, now));
    }

    public User user(Role role) {
        return users.get(role);
    }

    public String token(Role role) {
        return Identity.token(user(role), now);
    }

    /** By the names that stand for them in the files of events. */
    public Map<String, String> tokens() {
        var tokens = new HashMap<String, String>();
        for (var role : Role.values()) tokens.put(role.name() + "_TOKEN", token(role));
        tokens.put(
                "EXPIRED_TOKEN",
                Identity.token(user(Role.OPERATOR), now.minus(Duration.ofHours(2))));
        return tokens;
    }
}
