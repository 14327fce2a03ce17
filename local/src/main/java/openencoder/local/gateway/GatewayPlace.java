package openencoder.local.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the gateway answers.
 *
 * @param port 0 for any free one
 * @param host a name or address of this machine by which others reach it, too
 * @param patience how long a connection may be silent, and a request take to arrive
 */
public record GatewayPlace(int port, Optional<String> host, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** From this machine only, if there is no host. */
    public static GatewayPlace at(int port, Optional<String> host) {
        return new GatewayPlace(port, host, PATIENCE);
    }
}
