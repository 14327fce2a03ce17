package openencoder.worker.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/**
 * @param wall what leases are written in, so that workers can compare them
 * @param steady only ever goes forward at its own pace; for measuring, its start means nothing
 */
public record Clocks(InstantSource wall, InstantSource steady) {
    public static Clocks ofSystem() {
        return new Clocks(Clock.systemUTC(), () -> Instant.EPOCH.plusNanos(System.nanoTime()));
    }
}
