package openencoder.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A worker's right to a job until it runs out. Time only decides when another may take over; that
 * two cannot both win is decided by the job's attempt.
 */
public record Lease(String worker, Instant expires) {
    public static Lease of(String worker, Instant now, Duration length) {
        return new Lease(worker, now.plus(length));
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }

    public Lease renewed(Instant now, Duration length) {
        return of(worker, now, length);
    }
}
