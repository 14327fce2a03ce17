package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobId;
import openencoder.roster.WorkerRegistry;
import openencoder.roster.WorkerReport;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

/** What {@link WorkerRegistry} promises. */
public abstract class WorkerRegistryContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00.123456789Z");

    /** The same one throughout a test, empty at its beginning. */
    protected abstract WorkerRegistry roster();

    @Test
    void no_worker_is_there_at_first() {
        assertThat(roster().seenSince(Instant.EPOCH)).isEmpty();
    }

    @Test
    void reports_come_back_as_they_were_made_by_id() {
        var busy = report("w2", Optional.of(new JobId(7)), NOW);
        var idle = report("w1", Optional.empty(), NOW.plusSeconds(3));
        roster().report(busy);
        roster().report(idle);

        assertThat(roster().seenSince(Instant.EPOCH)).containsExactly(idle, busy);
    }

    @Test
    void the_last_report_of_a_worker_counts() {
        roster().report(report("w1", Optional.of(new JobId(7)), NOW));
        var last = report("w1", Optional.empty(), NOW.plusSeconds(5));
        roster().report(last);

        assertThat(roster().seenSince(Instant.EPOCH)).containsExactly(last);
    }

    @Test
    void who_was_not_seen_since_is_left_out() {
        roster().report(report("w1", Optional.empty(), NOW));
        var later = report("w2", Optional.empty(), NOW.plusSeconds(1));
        roster().report(later);

        assertThat(roster().seenSince(NOW)).hasSize(2);
        assertThat(roster().seenSince(NOW.plusNanos(1))).containsExactly(later);
    }

    @Test
    void one_that_cannot_work_says_why_until_it_can() {
        var unable = WorkerReport.unable("w1", "host-w1", "No FFmpeg works here.", NOW);
        roster().report(unable);
        assertThat(roster().seenSince(NOW)).containsExactly(unable);

        var able = report("w1", Optional.empty(), NOW.plusSeconds(5));
        roster().report(able);
        assertThat(roster().seenSince(NOW)).containsExactly(able);
    }

    @Test
    void who_leaves_is_gone() {
        roster().report(report("w1", Optional.empty(), NOW));

        roster().remove("w1");
        roster().remove("never-there");

        assertThat(roster().seenSince(Instant.EPOCH)).isEmpty();
    }

    private static WorkerReport report(String id, Optional<JobId> job, Instant seen) {
        return new WorkerReport(id, "host-" + id, job, "8.1.2", NOW.minusSeconds(60), seen);
    }
}
