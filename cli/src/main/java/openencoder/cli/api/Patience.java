package openencoder.cli.api;

import java.time.Duration;
import java.util.function.Supplier;

/** Asks again where the network or the other side has a bad moment. */
public final class Patience {

    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Patience() {}

    /**
     * What may be asked twice without harm, asked up to eight times within some two minutes.
     *
     * @throws ApiProblem the last one, or one that asking again does not mend
     */
    public static <T> T with(Supplier<T> question) {
        var pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                return question.get();
            } catch (ApiProblem problem) {
                if (!problem.isPassing() || tries == TRIES) throw problem;
                rest(pause, problem);
                pause = pause.multipliedBy(2);
                if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
            }
        }
    }

    private static void rest(Duration pause, ApiProblem problem) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw problem;
        }
    }
}
