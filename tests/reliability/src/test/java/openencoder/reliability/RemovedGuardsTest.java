package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.reliability.Sequence.Subject;
import openencoder.reliability.Step.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** The model is known to bite: with any one guard removed it finds what goes wrong. */
class RemovedGuardsTest {
    private static final int DIE = 2;
    private static final int TO_PUBLISH = 3;
    private static final int TO_LIST = 4;
    private static final int FIVE_CALLS_TO_THE_FIRST_FILE = 10;
    private static final int A_WHOLE_JOB = 28;

    @TempDir Path folder;

    @Test
    void writes_that_ignore_who_wrote_since() {
        var broken = new Subject(RemovedGuards::writesAreUnconditional, true);

        assertThat(firstFailureOf(100, broken)).isPresent();
    }

    @Test
    void attempts_that_share_a_place_for_their_files() {
        var broken = new Subject(RemovedGuards::attemptsShareAPlace, true);

        assertThat(firstFailureOf(500, broken)).isPresent();
    }

    @Test
    void publications_that_begin_without_having_stored_it() {
        var broken = new Subject(RemovedGuards::publicationsBeginUnstored, true);

        assertThat(firstFailureOf(100, broken)).isPresent();
    }

    @Test
    void no_sweeper() {
        var broken = new Subject(UnaryOperator.identity(), false);

        assertThat(firstFailureOf(100, broken)).isPresent();
    }

    /** Chance finds this one once in some thousand sequences, so it is told here. */
    @Test
    void publications_that_overwrite_whatever_is_there() {
        var broken = new Subject(RemovedGuards::publicationsAreUnconditional, true);
        var slowWorkerPublishesAfterARestart =
                new Sequence(
                        0,
                        List.of(
                                new Step(Kind.CREATE, 1, 3),
                                new Step(Kind.RUN_UP_TO, 0, TO_PUBLISH),
                                new Step(Kind.RUN, 0, FIVE_CALLS_TO_THE_FIRST_FILE),
                                new Step(Kind.TICK, 0, 4),
                                new Step(Kind.RUN_UP_TO, 1, TO_LIST),
                                new Step(Kind.FAULT, 1, DIE),
                                new Step(Kind.RESTART, 0, 4),
                                new Step(Kind.RUN, 1, A_WHOLE_JOB),
                                new Step(Kind.RUN, 1, A_WHOLE_JOB),
                                new Step(Kind.RUN, 0, A_WHOLE_JOB)));

        var whole =
                slowWorkerPublishesAfterARestart.run(LifeFixture.inMemory(), Subject.WHOLE, folder);
        var without = slowWorkerPublishesAfterARestart.run(LifeFixture.inMemory(), broken, folder);

        assertThat(whole.violation()).withFailMessage(whole::toString).isEmpty();
        assertThat(without.violation().orElseThrow()).contains("went back from attempt 4 to 1");
    }

    /** A deleted message is only a delay: that is what the sweeper is for, and a fact to keep. */
    @Test
    void messages_deleted_on_receive_are_made_good_by_the_sweeper_but_not_without_it() {
        var withSweeper = new Subject(RemovedGuards::messagesAreDeletedOnReceive, true);
        var without = new Subject(RemovedGuards::messagesAreDeletedOnReceive, false);

        assertThat(firstFailureOf(50, withSweeper)).isEmpty();
        assertThat(firstFailureOf(50, without)).isPresent();
    }

    private Optional<String> firstFailureOf(int sequences, Subject subject) {
        return LongStream.range(0, sequences)
                .mapToObj(
                        seed -> Sequence.random(seed).run(LifeFixture.inMemory(), subject, folder))
                .flatMap(outcome -> outcome.violation().stream())
                .findFirst();
    }
}
