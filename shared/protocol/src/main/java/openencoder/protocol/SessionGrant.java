package openencoder.protocol;

import java.time.Instant;

/**
 * By what the API knows a machine from now on.
 *
 * @param expires unless a heartbeat brings another before
 */
public record SessionGrant(String token, Instant expires) {
    public SessionGrant {
        if (token.isBlank()) throw new IllegalArgumentException("token is blank");
    }

    @Override
    public String toString() {
        return "session until " + expires;
    }
}
