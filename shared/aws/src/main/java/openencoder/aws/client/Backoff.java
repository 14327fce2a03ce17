package openencoder.aws.client;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Ever longer pauses between tries, of random length so that those who collided part. */
public final class Backoff {
    private static final int LAST = 10;
    private static final Duration LONGEST = Duration.ofMillis(500);

    // Copies of a process that were restored from one snapshot must not pause alike.
    private static final RandomGenerator RANDOM = new SecureRandom();

    private int pauses;

    /** Whether it paused as often as is sensible. */
    public boolean isOver() {
        return pauses == LAST;
    }

    /**
     * @throws SdkClientException once it is over, or when interrupted
     */
    public void once() {
        if (isOver()) throw SdkClientException.create("Gave up after " + pauses + " pauses.");
        var bound = Math.min(LONGEST.toMillis(), 20L << pauses++);
        sleep(Duration.ofMillis(RANDOM.nextLong(bound / 2, bound)));
    }

    public static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("Interrupted between two tries.", interrupted);
        }
    }
}
