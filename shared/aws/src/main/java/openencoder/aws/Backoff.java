package openencoder.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ever longer pauses between tries, of random length so that those who collided part. */
final class Backoff {
    private static final int LAST = 10;
    private static final Duration LONGEST = Duration.ofMillis(500);

    private int pauses;

    /** Whether it paused as often as is sensible. */
    boolean isOver() {
        return pauses == LAST;
    }

    /**
     * @throws SdkClientException once it is over, or when interrupted
     */
    void once() {
        if (isOver()) throw SdkClientException.create("Gave up after " + pauses + " pauses.");
        var bound = Math.min(LONGEST.toMillis(), 20L << pauses++);
        sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound)));
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("Interrupted between two tries.", interrupted);
        }
    }
}
