package openencoder.machines.provider.digitalocean;

import java.time.Duration;

/**
 * How long to try.
 *
 * @param connectTimeout for a connection to be there
 * @param readTimeout between two bytes of an answer; for that to an order, {@code totalTimeout}
 * @param totalTimeout of one call of the port with all its pages, attempts and pauses
 * @param attempts of one request at most
 */
record RetryPolicy(
        Duration connectTimeout, Duration readTimeout, Duration totalTimeout, int attempts) {
    /** Leaves room in the 29 s that a function has. */
    static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10), 4);
}
