package openencoder.machines.provider.digitalocean;

import java.time.Duration;

/**
 * How long to try.
 *
 * @param connect for a connection to be there
 * @param answer between two bytes of an answer; for that to an order, {@code budget}
 * @param budget for one call of the port with all its pages, tries and pauses
 * @param tries of one request at most
 */
record Patience(Duration connect, Duration answer, Duration budget, int tries) {
    /** Leaves room in the 29 s that a function has. */
    static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10), 4);
}
