package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** A model that never sees the hard cases proves nothing: a thousand sequences meet them all. */
class ReachTest {
    private static final List<String> HARD_CASES =
            List.of(
                    "w.* moves job .*: encoding attempt 1 -> downloading attempt 2",
                    "w.* moves job .*: uploading attempt 1 committed 1"
                            + " -> uploading attempt 2 committed 1",
                    "w.* moves job .*: \\w+ attempt 1 -> queued attempt 1",
                    "w.* moves job .*: uploading .* committed 1 -> queued .* committed 1",
                    "w.* moves job .*: queued .* committed 1 -> uploading .* committed 1",
                    "w.* moves job .*: uploading .* committed 1 -> error .* committed 1",
                    "w.* moves job .*: restarting .* committed 1 -> uploading .* committed 1",
                    "sweeper.* moves job .*: uploading .* committed 1 -> queued .* committed 1",
                    "client.* moves job .*: uploading .* committed 1 -> cancelled .*",
                    "client.* moves job .*: error .* committed 1 -> restarting .*",
                    "w.* moves job .*: \\w+ attempt \\d+ -> error .*",
                    "w.* moves job .*: restarting attempt \\d+ -> downloading .*",
                    "sweeper.* moves job .*: encoding attempt \\d+ -> queued .*",
                    "sweeper.* moves job .*: restarting attempt \\d+ -> queued .*",
                    "client.* moves job .*: queued attempt \\d+ -> cancelled .*",
                    "client.* moves job .*: encoding attempt \\d+ -> cancelled .*",
                    "client.* moves job .*: uploading attempt \\d+ -> cancelled .*",
                    "client.* moves job .*: completed attempt \\d+ -> restarting .*");

    @TempDir Path folder;

    @Test
    void the_sequences_meet_every_hard_case() {
        var moves =
                LongStream.range(0, 1_000)
                        .mapToObj(Sequence::random)
                        .map(it -> it.run(LifeFixture.inMemory(), Sequence.Subject.WHOLE, folder))
                        .flatMap(outcome -> outcome.history().stream())
                        .toList();

        assertThat(HARD_CASES)
                .filteredOn(
                        hard -> moves.stream().noneMatch(Pattern.compile(hard).asMatchPredicate()))
                .as("never met")
                .isEmpty();
    }
}
