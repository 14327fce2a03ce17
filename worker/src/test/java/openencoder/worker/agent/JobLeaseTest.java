package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.Job;
import openencoder.job.JobQueue.Delivery;
import openencoder.job.JobStatus;
import openencoder.job.Progress;
import openencoder.job.Unstorable;
import openencoder.testing.SampleJobs;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

class JobLeaseTest {
    private static final UnaryOperator<Job> PROBE = Job::probing;

    @TempDir Path folder;
    private WorkerFixture world;
    private RacingJobs jobs;
    private Delivery delivery;
    private JobLease lease;

    @BeforeEach
    void claim() {
        world = new WorkerFixture(folder);
        jobs = new RacingJobs(world.rows, () -> {});
        var id = world.submit();
        delivery = world.messages.receive(Duration.ZERO).orElseThrow();
        var job = world.job(id).claim("w1", world.clock.instant(), WorkerFixture.LEASE);
        var claimed = world.rows.replace(job).orElseThrow();
        var clocks = new Clocks(world.clock, world.clock);
        lease = new JobLease(jobs, world.messages, delivery, claimed, WorkerFixture.LEASE, clocks);
    }

    @AfterEach
    void settle() {
        lease.settle();
    }

    @Test
    void progress_is_stored_at_most_every_two_seconds() {
        lease.report(Progress.at(1));
        tick(1);
        assertThat(progress()).isEqualTo(Progress.NONE);

        tick(1);
        assertThat(progress()).isEqualTo(Progress.at(1));

        lease.report(Progress.at(2));
        tick(1);
        assertThat(progress()).isEqualTo(Progress.at(1));
    }

    @Test
    void without_progress_only_every_third_of_the_lease_is_written() {
        var revision = stored().revision();
        for (var second = 1; second < 20; second++) tick(1);
        assertThat(stored().revision()).isEqualTo(revision);

        tick(1);

        assertThat(stored().revision()).isEqualTo(revision + 1);
        assertThat(stored().lease().orElseThrow().expires())
                .isEqualTo(world.clock.instant().plus(WorkerFixture.LEASE));
    }

    @Test
    void the_message_stays_hidden_as_long_as_the_lease_is_renewed() {
        for (var second = 0; second < 300; second++) {
            tick(1);
            assertThat(world.messages.depth().inFlight()).isOne();
        }
        assertThat(stored().isClaimable(world.clock.instant())).isFalse();
    }

    @Test
    void a_move_brings_the_lease_along() {
        world.clock.tick(Duration.ofSeconds(30));

        lease.move(PROBE);

        assertThat(stored().status()).isEqualTo(JobStatus.PROBING);
        assertThat(stored().due()).contains(world.clock.instant().plus(WorkerFixture.LEASE));
    }

    @Test
    void a_cancel_is_noticed_by_the_next_pulse() {
        cancel();

        tick(1);

        assertThat(lease.settle()).contains(JobLease.Ending.LOST);
        assertThatThrownBy(() -> lease.check()).isInstanceOf(LeaseLost.class);
    }

    @Test
    void a_move_of_a_job_that_moved_on_is_refused() {
        cancel();

        assertThatThrownBy(() -> lease.move(PROBE)).isInstanceOf(LeaseLost.class);
        assertThat(stored().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void a_write_whose_answer_was_lost_counts_as_written() {
        jobs.losesAnswers = true;

        lease.move(PROBE);

        assertThat(stored().status()).isEqualTo(JobStatus.PROBING);
        assertThat(lease.job()).isEqualTo(stored());
    }

    @Test
    void a_pulse_that_was_stored_unnoticed_does_not_cost_the_job() {
        var pulsed = lease.job();
        world.rows.replace(pulsed.renewed(pulsed.lease().orElseThrow(), Progress.at(3)));

        lease.move(PROBE);

        assertThat(stored().status()).isEqualTo(JobStatus.PROBING);
    }

    @Test
    void silence_is_a_transient_failure() {
        jobs.isSilent = true;

        assertThatThrownBy(() -> lease.move(PROBE))
                .isInstanceOfSatisfying(
                        EncodeFailure.class,
                        failure -> assertThat(failure.error().isWorthRetrying()).isTrue());
    }

    @Test
    void a_row_that_is_refused_for_what_it_holds_is_not_sent_again() {
        jobs.refusesRows = true;

        assertThatThrownBy(() -> lease.move(PROBE)).isInstanceOf(Unstorable.class);
        assertThat(jobs.refused).isOne();
    }

    @Test
    void silence_for_as_long_as_the_lease_ends_the_work() {
        jobs.isSilent = true;
        for (var second = 0; second < 59; second++) tick(1);
        lease.check();

        tick(1);

        assertThat(lease.settle()).contains(JobLease.Ending.LOST);
    }

    @Test
    void a_short_silence_does_not() {
        jobs.isSilent = true;
        for (var second = 0; second < 50; second++) tick(1);
        jobs.isSilent = false;

        for (var second = 0; second < 50; second++) tick(1);

        assertThat(lease.settle()).isEmpty();
    }

    @Test
    void after_the_work_has_stopped_nothing_is_interrupted() {
        lease.settle();

        lease.stop(JobLease.Ending.LEAVING);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_pulse_that_was_stored_unnoticed_is_not_taken_for_the_begin_of_a_publication() {
        lease.move(PROBE);
        lease.move(job -> job.encoding(SampleJobs.facts()));
        lease.move(Job::uploading);
        var pulsed = lease.move(job -> job.committed(SampleJobs.commit()));
        world.rows.replace(pulsed.renewed(pulsed.lease().orElseThrow(), Progress.at(99)));

        lease.move(Job::publicationBegun);

        assertThat(stored().isPublicationBegun()).isTrue();
    }

    private void tick(int seconds) {
        world.clock.tick(Duration.ofSeconds(seconds));
        lease.pulse();
        lease.watch();
    }

    private void cancel() {
        world.rows.replace(stored().cancel(world.clock.instant())).orElseThrow();
    }

    private Job stored() {
        return world.job(delivery.job());
    }

    private Progress progress() {
        return stored().progress();
    }
}
