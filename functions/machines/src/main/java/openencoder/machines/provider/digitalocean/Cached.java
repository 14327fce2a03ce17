package openencoder.machines.provider.digitalocean;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What changes seldom and is asked for often. A failure is not kept. */
final class Cached<T> {
    private final InstantSource clock;
    private final Duration life;
    private final Supplier<T> source;
    private T value;
    private Instant until = Instant.MIN;

    Cached(InstantSource clock, Duration life, Supplier<T> source) {
        this.clock = clock;
        this.life = life;
        this.source = source;
    }

    synchronized T get() {
        if (!clock.instant().isBefore(until)) {
            value = source.get();
            until = clock.instant().plus(life);
        }
        return value;
    }
}
