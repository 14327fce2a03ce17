package openencoder.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long to leave a service alone that did not answer: twice as long each time, at most 10 s. */
record Pause(Duration length) {
    static final Pause NONE = new Pause(Duration.ZERO);
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    Pause longer() {
        var next = length.isZero() ? FIRST : length.multipliedBy(2);
        return new Pause(next.compareTo(LONGEST) > 0 ? LONGEST : next);
    }

    /** An end of {@code until} or an interrupt ends the pause. */
    void sleep(CountDownLatch until) {
        try {
            until.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // whoever interrupts has said elsewhere what for
        }
    }
}
