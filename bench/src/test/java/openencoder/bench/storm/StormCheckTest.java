package openencoder.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.bench.storm.Destination.Film;
import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.output.OutputKind;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checker bites: each test takes a storm that ended well and spoils one thing. */
class StormCheckTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final String SHA = "0123456789abcdef".repeat(4);

    private final Map<String, Long> acknowledged = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private final List<Job> jobs = new ArrayList<>();
    private final Map<String, Film> objects = new HashMap<>();
    private final List<String> uploads = new ArrayList<>();
    private final Map<String, Integer> writes = new HashMap<>();
    private long deadMessages;

    @BeforeEach
    void two_jobs_end_well() {
        complete(1, "one.mp4");
        complete(2, "two.mp4");
    }

    @Test
    void a_storm_that_ended_well_has_no_violations() {
        assertThat(check().violations()).isEmpty();
    }

    @Test
    void an_acknowledged_job_without_a_row_is_lost() {
        acknowledged.put("three.mp4", 3L);
        assertThat(check().lost()).containsExactly("job 3: acknowledged, not there");
    }

    @Test
    void a_job_that_has_not_ended_is_lost() {
        jobs.set(0, queued(1, "one.mp4"));
        assertThat(check().lost()).containsExactly("job 1: still queued");
    }

    @Test
    void an_id_told_for_another_order_is_a_loss() {
        acknowledged.put("one.mp4", 2L);
        assertThat(check().lost()).containsExactly("job 2: acknowledged, not there");
    }

    @Test
    void two_jobs_for_one_order_are_found() {
        jobs.add(failed(3, "one.mp4", JobError.Kind.TRANSIENT));
        assertThat(check().violations()).contains("job 3: made for the order of job 1, one.mp4");
    }

    @Test
    void a_job_that_no_client_ordered_is_found_unless_its_order_is_in_doubt() {
        complete(3, "three.mp4");
        acknowledged.remove("three.mp4");
        assertThat(check().violations()).containsExactly("job 3: no client ordered three.mp4");

        doubtful.add("three.mp4");
        assertThat(check().violations()).isEmpty();
    }

    @Test
    void a_second_row_of_the_same_id_or_guid_is_found() {
        jobs.add(jobs.getFirst());
        assertThat(check().violations())
                .contains("job 1: there are two of it", "job 1: another has its guid");
    }

    @Test
    void a_film_that_is_missing_is_lost() {
        objects.remove("one.mp4");
        assertThat(check().lost())
                .containsExactly("job 1: completed, but s3://films/one.mp4 is not there");
    }

    @Test
    void other_bytes_than_committed_are_found() {
        var right = objects.get("one.mp4");
        objects.put("one.mp4", new Film("f" + SHA.substring(1), right.publication()));
        assertThat(check().violations())
                .containsExactly("job 1: s3://films/one.mp4 has other bytes than committed");
    }

    @Test
    void a_film_of_another_attempt_is_found() {
        var mark = jobs.getFirst().publicationOf(1);
        objects.put("one.mp4", new Film(SHA, Optional.of(mark)));
        assertThat(check().violations()).hasSize(1).first().asString().contains("attempt=1");
    }

    @Test
    void a_film_written_twice_is_found() {
        writes.put("/films/one.mp4", 2);
        assertThat(check().publishedTwice())
                .containsExactly("job 1: s3://films/one.mp4 written 2 times");
    }

    @Test
    void an_error_is_found_unless_it_is_the_worlds() {
        jobs.add(failed(3, "three.mp4", JobError.Kind.TRANSIENT));
        acknowledged.put("three.mp4", 3L);
        assertThat(check().violations()).isEmpty();

        jobs.add(failed(4, "four.mp4", JobError.Kind.INTERNAL));
        acknowledged.put("four.mp4", 4L);
        assertThat(check().violations())
                .containsExactly("job 4: source.truncated, The film ends too early.");
    }

    @Test
    void a_failed_job_must_not_be_published() {
        jobs.set(0, failed(1, "one.mp4", JobError.Kind.TRANSIENT));
        assertThat(check().violations()).contains("job 1: failed and published");
    }

    @Test
    void what_is_left_behind_is_found() {
        objects.put(".openencoder/attempts/1-guid/1/one.mp4", new Film(SHA, Optional.empty()));
        uploads.add("two.mp4");
        deadMessages = 1;
        assertThat(check().violations())
                .containsExactlyInAnyOrder(
                        "object .openencoder/attempts/1-guid/1/one.mp4: of no job",
                        "upload of two.mp4: never ended",
                        "1 dead messages remain");
    }

    private StormCheck check() {
        return StormCheck.of(
                new StormCheck.Evidence(
                        acknowledged,
                        doubtful,
                        jobs,
                        new Destination(objects, uploads),
                        writes,
                        deadMessages));
    }

    private void complete(long id, String dest) {
        var key = new ObjectKey("films", dest);
        var output =
                new Output(
                        key,
                        OutputKind.MAIN,
                        "video/mp4",
                        9,
                        SHA,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var job = queued(id, dest);
        jobs.add(
                SampleJobs.in(
                        new JobState.Completed(new Commit(2, new Made.Inline(List.of(output)))),
                        job));
        acknowledged.put(dest, id);
        objects.put(dest, new Film(SHA, Optional.of(job.publicationOf(2))));
        writes.put("/films/" + dest, 1);
    }

    private static Job failed(long id, String dest, JobError.Kind kind) {
        return SampleJobs.in(
                new JobState.Failed(SampleJobs.error(kind), Optional.empty()), queued(id, dest));
    }

    private static Job queued(long id, String dest) {
        var asked = SampleJobs.asked();
        var order =
                new NewJob(
                        asked.preset(), asked.source(), new MediaUri("films", dest), new UserId(1));
        return Job.queued(new JobId(id), order, NOW);
    }
}
