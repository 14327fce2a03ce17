package openencoder.bench.crash;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Looks again and again. */
final class Eventually {
    private static final long EVERY_MILLIS = 30;

    private Eventually() {}

    /**
     * @return whether it came true in time
     */
    static boolean holds(Duration limit, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) return false;
            Thread.sleep(EVERY_MILLIS);
        }
        return true;
    }
}
