package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.Unstorable;
import openencoder.testing.ForwardingJobRepository;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

class AgentTest {
    private static final JobError FLAKY =
            JobError.of(JobError.Kind.TRANSIENT, "transient.storage", "No answer.");
    private static final JobError BROKEN =
            JobError.of(JobError.Kind.SOURCE, "source.no_media", "It is no film.");

    @TempDir Path folder;
    private WorkerFixture world;
    private final FakeEncoder encoder = new FakeEncoder();

    @BeforeEach
    void begin() {
        world = new WorkerFixture(folder);
    }

    @Test
    void without_a_message_there_is_nothing_to_do() {
        assertThat(world.worker("w1", encoder).runOnce()).isFalse();
    }

    @Test
    void a_job_becomes_a_film_and_only_then_is_its_message_deleted() {
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        var job = world.job(id);
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.facts().orElseThrow().size()).isEqualTo("a film".length());
        assertThat(job.times().finished()).contains(world.clock.instant());
        var output = ((JobState.Completed) job.state()).made().main();
        assertThat(output.key()).isEqualTo(WorkerFixture.FILM);
        assertThat(output.sha256()).hasSize(64);
        assertThat(output.video().orElseThrow().codec()).isEqualTo("h264");
        assertThat(world.store.bytes(WorkerFixture.FILM)).isPresent();
        assertThat(world.staged()).isEmpty();
        assertNoMessages();
        assertThat(folder.resolve("w1")).isEmptyDirectory();
    }

    @Test
    void a_result_that_the_table_never_takes_is_not_encoded_again() {
        world.jobs =
                new ForwardingJobRepository(world.rows) {
                    @Override
                    public Optional<Job> replace(Job moved) {
                        if (moved.commit().isPresent())
                            throw new Unstorable(moved.id(), new IllegalStateException("size"));
                        return jobs.replace(moved);
                    }
                };
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        var failed = (JobState.Failed) world.job(id).state();
        assertThat(failed.error().code()).isEqualTo("internal.unstorable");
        assertThat(encoder.encodes).isOne();
        assertThat(world.staged()).isEmpty();
    }

    @Test
    void a_message_of_a_job_that_is_gone_is_deleted() {
        world.messages.send(new JobId(404));

        assertThat(world.worker("w1", encoder).runOnce()).isTrue();

        assertNoMessages();
    }

    @Test
    void a_cancelled_job_is_not_encoded_when_its_message_arrives_late() {
        var id = world.submit();
        cancel(id);

        world.worker("w1", encoder).runOnce();

        assertThat(encoder.encodes).isZero();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertNoMessages();
    }

    @Test
    void a_second_message_of_a_finished_job_changes_nothing() {
        var id = world.submit();
        world.messages.send(id);
        var worker = world.worker("w1", encoder);
        worker.runOnce();
        var finished = world.job(id);

        worker.runOnce();

        assertThat(world.job(id)).isEqualTo(finished);
        assertThat(encoder.encodes).isOne();
        assertNoMessages();
    }

    @Test
    void a_second_message_of_a_running_job_is_put_off_until_the_lease_ends() {
        var id = world.submit();
        world.messages.send(id);
        var other = world.worker("w2", new FakeEncoder());
        encoder.during(_ -> other.runOnce());

        world.worker("w1", encoder).runOnce();

        assertThat(world.job(id).attempt()).isOne();
        assertThat(world.messages.depth().inFlight()).isOne();
        world.clock.tick(WorkerFixture.LEASE.plusSeconds(2));
        assertThat(other.runOnce()).isTrue();
        assertNoMessages();
    }

    @Test
    void a_message_that_a_dead_worker_had_comes_again_as_soon_as_its_lease_is_over() {
        var id = world.submit();
        world.messages.release(world.messages.receive(Duration.ZERO).orElseThrow());
        claim(id, "dead");
        var other = world.worker("w1", encoder);
        other.runOnce();
        world.clock.tick(WorkerFixture.LEASE.plusSeconds(1));

        assertThat(other.runOnce()).isTrue();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void of_two_that_claim_one_job_at_the_same_time_one_works_on_it() {
        var id = world.submit();
        world.messages.send(id);
        var other = new FakeEncoder();
        // the other reads the row before, and writes after, this one claimed it
        world.jobs = new RacingJobs(world.rows, () -> world.worker("w1", encoder).runOnce());

        world.worker("w2", other).runOnce();

        assertThat(encoder.encodes + other.encodes).isOne();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void a_job_whose_worker_died_is_taken_over() {
        var id = world.submit();
        claim(id, "dead");
        world.clock.tick(WorkerFixture.LEASE);

        world.worker("w1", encoder).runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(id).attempt()).isEqualTo(2);
    }

    @Test
    void a_job_that_ended_three_workers_is_given_up() {
        var id = world.submit();
        for (var i = 0; i < Job.MAX_TRIES; i++) {
            claim(id, "dead" + i);
            world.clock.tick(WorkerFixture.LEASE);
        }

        world.worker("w1", encoder).runOnce();

        assertThat(encoder.encodes).isZero();
        assertError(id, "transient.worker_lost");
        assertNoMessages();
    }

    @Test
    void a_committed_job_is_only_published_however_often_it_was_tried() {
        var id = world.submit();
        var first = commitWithoutPublishing(id);
        for (var i = 0; i < Job.MAX_TRIES; i++) {
            claim(id, "dead" + i);
            world.clock.tick(WorkerFixture.LEASE);
        }
        var later = new FakeEncoder();

        world.worker("w2", later).runOnce();

        assertThat(later.encodes).isZero();
        assertThat(world.job(id).state()).isEqualTo(new JobState.Completed(first));
        assertThat(world.store.bytes(WorkerFixture.FILM)).isPresent();
        assertThat(world.staged()).isEmpty();
    }

    @Test
    void a_transient_failure_is_tried_again_after_a_pause() {
        var id = world.submit();
        encoder.during(_ -> fail(FLAKY));
        var worker = world.worker("w1", encoder);

        worker.runOnce();

        assertThat(world.job(id).state())
                .isInstanceOfSatisfying(
                        JobState.Queued.class,
                        queued -> assertThat(queued.lastError()).contains(FLAKY));
        assertThat(worker.runOnce()).isFalse();
        encoder.during(_ -> {});
        world.clock.tick(Duration.ofSeconds(5));
        worker.runOnce();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void the_third_transient_failure_is_the_end() {
        var id = world.submit();
        encoder.during(_ -> fail(FLAKY));
        var worker = world.worker("w1", encoder);

        for (var i = 0; i < 3; i++) {
            worker.runOnce();
            world.clock.tick(Duration.ofMinutes(1));
        }

        assertError(id, "transient.storage");
        assertNoMessages();
    }

    @Test
    void a_failure_of_the_source_is_the_end_at_once() {
        var id = world.submit();
        encoder.during(_ -> fail(BROKEN));

        world.worker("w1", encoder).runOnce();

        assertError(id, "source.no_media");
        assertNoMessages();
        assertThat(folder.resolve("w1")).isEmptyDirectory();
    }

    @Test
    void a_missing_source_is_named() {
        world.store.delete(WorkerFixture.SOURCE);
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        assertError(id, "source.not_found");
    }

    @Test
    void an_empty_source_is_no_film() {
        world.store.put(WorkerFixture.SOURCE, new byte[0]);
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        assertError(id, "source.no_media");
    }

    @Test
    void a_source_that_is_too_large_is_not_even_downloaded() {
        world.store.put(WorkerFixture.SOURCE, new byte[1_000_001]);
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        assertError(id, "source.too_large");
    }

    @Test
    void a_source_for_which_the_disk_is_too_small_is_not_even_downloaded() {
        var store = new HookedStore(world.store, () -> {});
        store.sizeOfAll = Optional.of(Long.MAX_VALUE / 2);
        world.objects = store;
        world.largestSource = Long.MAX_VALUE;
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        assertError(id, "capacity.disk");
    }

    @Test
    void a_source_that_breaks_off_on_the_way_is_fetched_again() {
        var store = new HookedStore(world.store, () -> {});
        store.sizeOfAll = Optional.of(1_000L);
        world.objects = store;
        var id = world.submit();

        world.worker("w1", encoder).runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(encoder.encodes).isZero();
    }

    @Test
    void a_fault_of_ours_tells_an_error_id_and_no_inner_text() {
        var id = world.submit();
        encoder.during(
                _ -> {
                    throw new IllegalStateException("secret");
                });

        world.worker("w1", encoder).runOnce();

        assertError(id, "internal.unexpected");
        assertThat(error(id).message()).doesNotContain("secret");
    }

    @Test
    void a_cancel_stops_the_work_with_the_next_pulse() {
        var id = world.submit();
        var worker = world.worker("w1", encoder);
        encoder.during(
                _ -> {
                    cancel(id);
                    worker.lease.pulse();
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                });

        worker.runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(world.store.bytes(WorkerFixture.FILM)).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(worker.runOnce()).isTrue();
        assertNoMessages();
    }

    @Test
    void a_job_cancelled_while_its_files_are_uploaded_publishes_nothing_and_leaves_nothing() {
        var id = world.submit();
        world.objects = new HookedStore(world.store, () -> cancel(id));

        world.worker("w1", encoder).runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(world.store.bytes(WorkerFixture.FILM)).isEmpty();
        assertThat(world.staged()).isEmpty();
    }

    @Test
    void a_worker_that_was_taken_for_dead_writes_nothing_more() {
        var id = world.submit();
        encoder.during(
                _ -> {
                    world.clock.tick(WorkerFixture.LEASE);
                    claim(id, "w2");
                });

        world.worker("w1", encoder).runOnce();

        assertThat(world.job(id).attempt()).isEqualTo(2);
        assertThat(world.job(id).status()).isEqualTo(JobStatus.DOWNLOADING);
        assertThat(world.store.bytes(WorkerFixture.FILM)).isEmpty();
    }

    @Test
    void a_leaving_worker_hands_its_job_back_and_it_costs_no_try() {
        var id = world.submit();
        var worker = world.worker("w1", encoder);
        encoder.during(_ -> worker.lease.stop(JobLease.Ending.LEAVING));

        worker.runOnce();

        assertThat(world.job(id).state())
                .isInstanceOfSatisfying(
                        JobState.Queued.class, queued -> assertThat(queued.tries()).isZero());
        assertThat(world.messages.depth().waiting()).isOne();
        assertThat(folder.resolve("w1")).isEmptyDirectory();
    }

    @Test
    void a_leaving_worker_takes_no_more_messages() throws Exception {
        world.submit();
        var worker = world.worker("w1", encoder);
        worker.agent.leave(Duration.ZERO, Duration.ZERO);

        assertThat(worker.runOnce()).isFalse();
    }

    @Test
    void a_store_that_fails_while_publishing_leaves_the_rest_to_the_next_claim() {
        var id = world.submit();
        var store = new HookedStore(world.store, () -> {});
        store.isPublishing = false;
        world.objects = store;
        var worker = world.worker("w1", encoder);

        worker.runOnce();

        assertThat(world.job(id).state())
                .isInstanceOfSatisfying(
                        JobState.AwaitingPublication.class,
                        awaiting ->
                                assertThat(awaiting.lastError().orElseThrow().message())
                                        .contains("no answer"));
        assertThat(worker.runOnce()).isFalse();
        store.isPublishing = true;
        world.clock.tick(Duration.ofSeconds(5));
        worker.runOnce();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(encoder.encodes).isOne();
        assertNoMessages();
    }

    private Commit commitWithoutPublishing(JobId id) {
        var store = new HookedStore(world.store, () -> {});
        store.isPublishing = false;
        world.objects = store;
        world.worker("w1", encoder).runOnce();
        world.objects = world.store;
        world.clock.tick(Duration.ofMinutes(1));
        return world.job(id).commit().orElseThrow();
    }

    private static void fail(JobError error) {
        throw new EncodeFailure(error);
    }

    private void cancel(JobId id) {
        world.rows.replace(world.job(id).cancel(world.clock.instant())).orElseThrow();
    }

    private void claim(JobId id, String worker) {
        world.rows
                .replace(world.job(id).claim(worker, world.clock.instant(), WorkerFixture.LEASE))
                .orElseThrow();
    }

    private JobError error(JobId id) {
        return ((JobState.Failed) world.job(id).state()).error();
    }

    private void assertError(JobId id, String code) {
        assertThat(world.job(id).status()).isEqualTo(JobStatus.ERROR);
        assertThat(error(id).code()).isEqualTo(code);
    }

    private void assertNoMessages() {
        var depth = world.messages.depth();
        assertThat(depth.waiting() + depth.inFlight() + depth.dead()).isZero();
    }
}
