package openencoder.web.auth;

import openencoder.account.Role;
import openencoder.account.UserId;

import org.springframework.web.servlet.function.ServerRequest;

/** Who is calling, as checked against the stored user. */
public record Principal(UserId id, String username, Role role) {
    private static final String ATTRIBUTE = Principal.class.getName();

    /** Who sent the request; only on a route that asks for a role. */
    public static Principal of(ServerRequest request) {
        return (Principal) request.attribute(ATTRIBUTE).orElseThrow();
    }

    void addTo(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
    }
}
