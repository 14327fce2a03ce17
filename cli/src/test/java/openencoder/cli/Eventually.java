package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Looks again and again until something is so. */
final class Eventually {

    private static final long EVERY_MILLIS = 100;

    interface Question {
        boolean answer() throws Exception;
    }

    private Eventually() {}

    static void holds(String what, Duration limit, Question question) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!question.answer()) {
            assertThat(System.nanoTime()).as("not within %s: %s", limit, what).isLessThan(end);
            Thread.sleep(EVERY_MILLIS);
        }
    }
}
