package openencoder.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobState;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.output.OutputKind;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** Rows as earlier releases wrote them: every output in the row, none with a media type. */
class JobStateItemTest {
    private static final String SHA = "ab".repeat(32);

    @Test
    void a_completed_job_from_before_there_were_manifests_keeps_its_outputs() {
        var row = Item.empty().map("commit", commit());

        var state = (JobState.Completed) JobStateItem.read("completed", row);

        assertThat(state.made().count()).isEqualTo(3);
        assertThat(state.made().bytes()).isEqualTo(30);
        assertThat(state.made().main().contentType()).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(((Made.Inline) state.made()).outputs())
                .extracting(Output::kind)
                .containsExactly(OutputKind.MAIN, OutputKind.INIT, OutputKind.SEGMENT);
    }

    @Test
    void a_job_that_was_committed_before_there_were_manifests_is_still_to_be_published() {
        var row =
                Item.empty()
                        .number("tries", 1)
                        .text("worker", "w1")
                        .time("lease_expires", Instant.parse("2026-01-02T12:01:00Z"))
                        .map("progress", Item.empty())
                        .map("commit", commit());

        var state = (JobState.Publishing) JobStateItem.read("uploading", row);

        assertThat(state.commit().attempt()).isEqualTo(2);
        assertThat(state.commit().made().count()).isEqualTo(3);
        assertThat(state.pending().begun()).isTrue();
        assertThat(state.pending().tries()).isZero();
    }

    @Test
    void a_job_that_failed_before_commits_were_kept_has_none() {
        var error =
                Item.empty()
                        .text("kind", "source")
                        .text("code", "source.no_media")
                        .text("message", "It is no film.")
                        .text("log_tail", "");

        var state = (JobState.Failed) JobStateItem.read("error", Item.empty().map("error", error));

        assertThat(state.kept()).isEmpty();
    }

    private static Item commit() {
        return Item.empty()
                .number("attempt", 2)
                .list("outputs", List.of(file("f.m3u8"), file("f_init.mp4"), file("f_00001.m4s")));
    }

    private static Item file(String name) {
        return Item.empty()
                .text("bucket", "destination")
                .text("key", "dst/" + name)
                .number("size", 10)
                .hex("sha", SHA);
    }
}
