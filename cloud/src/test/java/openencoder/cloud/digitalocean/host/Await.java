package openencoder.cloud.digitalocean.host;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other processes do. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /** Fails if it does not become true. */
    public static void until(Callable<Boolean> isSo) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isSo.call()) {
            if (System.nanoTime() > end) throw new AssertionError("not within " + LIMIT);
            Thread.sleep(20);
        }
    }
}
