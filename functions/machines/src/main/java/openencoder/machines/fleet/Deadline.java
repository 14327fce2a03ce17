package openencoder.machines.fleet;

import java.time.Instant;
import java.time.InstantSource;

/** When to begin nothing more. */
record Deadline(InstantSource clock, Instant at) {
    boolean isOver() {
        return !clock.instant().isBefore(at);
    }

    Deadline noLaterThan(Instant other) {
        return other.isBefore(at) ? new Deadline(clock, other) : this;
    }
}
