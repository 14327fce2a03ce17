package openencoder.web.auth;

import openencoder.account.Role;

import java.util.Optional;

/** Who may use a route. */
public enum Access {
    /** Without a token. */
    ANYONE(null),
    GUEST(Role.GUEST),
    OPERATOR(Role.OPERATOR),
    ADMIN(Role.ADMIN);

    private final Role least;

    Access(Role least) {
        this.least = least;
    }

    /** The least role that suffices; empty when not even a token is asked for. */
    public Optional<Role> least() {
        return Optional.ofNullable(least);
    }
}
