package openencoder.fleet;

import java.time.Duration;
import java.time.Instant;

/** Sees to it that one at a time steers the fleet: two who count the same jobs order twice. */
public interface FleetTurn {
    /**
     * @param length how long it is ours; it ends by itself
     * @return false if another run's is not over
     */
    boolean take(Instant now, Duration length);
}
