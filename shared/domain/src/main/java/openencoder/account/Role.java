package openencoder.account;

import java.util.Locale;
import java.util.Optional;

/** What a user may do; each role may also do what those before it may. */
public enum Role {
    /** Reads. */
    GUEST,
    /** Posts jobs, writes presets, starts machines. */
    OPERATOR,
    /** Manages users. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As the API spells it: {@code guest}, {@code operator}, {@code admin}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWireName(String name) {
        for (var role : values()) if (role.wireName().equals(name)) return Optional.of(role);
        return Optional.empty();
    }
}
