package openencoder.web.auth;

import openencoder.account.Role;

import java.util.Arrays;
import java.util.Optional;

/** Who may use a route: the value of its attribute {@link #ROLE}. */
public enum RequiredRole {
    /** Without a token. */
    ANYONE,
    GUEST(Role.GUEST),
    OPERATOR(Role.OPERATOR),
    ADMIN(Role.ADMIN);

    /** The attribute that every route must have. */
    public static final String ROLE = "role";

    private final Role[] least;

    RequiredRole(Role... least) {
        this.least = least;
    }

    /** The least role that suffices; empty when no token is asked for. */
    public Optional<Role> least() {
        return Arrays.stream(least).findFirst();
    }
}
