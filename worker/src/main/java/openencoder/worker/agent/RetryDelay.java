package openencoder.worker.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long to leave a service alone that did not answer: twice as long each time, at most 10 s. */
record RetryDelay(Duration length) {
    static final RetryDelay NONE = new RetryDelay(Duration.ZERO);
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    RetryDelay longer() {
        var next = length.isZero() ? FIRST : length.multipliedBy(2);
        return new RetryDelay(next.compareTo(LONGEST) > 0 ? LONGEST : next);
    }

    /** An end of {@code until} or an interrupt ends the pause. */
    void sleep(CountDownLatch until) {
        try {
            until.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // the interrupting thread has said elsewhere what for
        }
    }
}
