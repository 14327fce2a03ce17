package openencoder.sweeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.job.PendingPublication;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.testing.ForwardingJobQueue;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.SampleJobs;
import openencoder.testing.SettableClock;
import openencoder.web.schedule.IncompletePass;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class SweeperTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String BUCKET = "destination";
    private static final NewJob ASKED =
            new NewJob(
                    new PresetSnapshot(new PresetId(1), "web", "{}", "web.mp4"),
                    MediaUri.parse("source", "s3:///src/film.mp4"),
                    MediaUri.parse("dest", "s3:///dst/"),
                    new UserId(1));

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryJobRepository jobs = new InMemoryJobRepository();
    private final InMemoryJobQueue queue = new InMemoryJobQueue(clock);
    private final InMemoryJobQueue deadLetters = new InMemoryJobQueue(clock);
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Sweeper sweeper = new Sweeper(jobs, queue, deadLetters, store, BUCKET, clock);

    @Test
    void a_message_that_was_never_sent_is_sent_after_two_minutes() {
        var job = jobs.add(ASKED, now());

        assertThat(sweeper.sweep()).isEqualTo(Swept.NOTHING);
        clock.tick(Job.RESEND_AFTER);

        assertThat(sweeper.sweep()).isEqualTo(Swept.SENT);
        assertThat(queue.receive(Duration.ZERO).map(JobQueue.Delivery::job)).contains(job.id());
    }

    @Test
    void a_long_queue_is_not_filled_with_copies_of_its_messages() {
        jobs.add(ASKED, now());

        for (var minute = 0; minute < 24 * 60; minute++) {
            clock.tick(Duration.ofMinutes(1));
            sweeper.sweep();
        }

        assertThat(queue.depth().waiting()).isBetween(5L, 12L);
    }

    @Test
    void a_job_whose_worker_died_is_queued_again_with_a_message() {
        var job = claimed();
        clock.tick(LEASE);

        assertThat(sweeper.sweep()).isEqualTo(Swept.TAKEN_BACK);
        assertThat(stored(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(queue.depth().waiting()).isEqualTo(1);
    }

    @Test
    void a_job_that_lost_three_workers_ends_with_an_error_that_says_so() {
        var job = jobs.add(ASKED, now());
        for (var i = 0; i < Job.MAX_TRIES; i++) {
            jobs.replace(stored(job).claim("w", now(), LEASE));
            clock.tick(LEASE);
            sweeper.sweep();
        }

        assertThat(stored(job).state())
                .isInstanceOfSatisfying(
                        JobState.Failed.class,
                        failed ->
                                assertThat(failed.error().code())
                                        .isEqualTo("transient.worker_lost"));
    }

    @Test
    void a_job_with_a_live_lease_is_left_alone() {
        var job = claimed();
        clock.tick(LEASE.minusSeconds(1));

        assertThat(sweeper.sweep()).isEqualTo(Swept.NOTHING);
        assertThat(stored(job)).isEqualTo(job);
    }

    @Test
    void a_committed_job_whose_worker_died_is_offered_to_another_and_keeps_its_result() {
        var job = committed();
        clock.tick(LEASE);

        assertThat(sweeper.sweep()).isEqualTo(Swept.TAKEN_BACK);
        assertThat(stored(job).state()).isInstanceOf(JobState.AwaitingPublication.class);
        clock.tick(Duration.ofMinutes(1));
        assertThat(sweeper.sweep()).isEqualTo(Swept.NOTHING);
        assertThat(stored(job).claim("w2", now(), LEASE).commit()).isEqualTo(job.commit());
        assertThat(queue.depth().waiting()).isOne();
    }

    @Test
    void a_publication_that_no_worker_survives_ends_and_its_messages_do_not_multiply() {
        var job = committed();
        var sweeps = 0;

        for (; !(stored(job).state() instanceof JobState.Ended); sweeps++) {
            clock.tick(Duration.ofMinutes(1));
            sweeper.sweep();
            if (stored(job).isClaimable(now()))
                jobs.replace(stored(job).claim("mortal", now(), LEASE)).orElseThrow();
        }

        assertThat(sweeps).isLessThan(200);
        assertThat(queue.depth().waiting()).isLessThanOrEqualTo(PendingPublication.MAX_TRIES);
        assertThat(stored(job).commit()).isEqualTo(job.commit());
    }

    @Test
    void what_could_not_be_published_is_kept_for_a_week_for_a_restart() {
        var job = committed();
        var failed = jobs.replace(job.giveUp(flaky(), now())).orElseThrow();
        var staged = failed.stagedUnder(BUCKET, 1).resolve("web.mp4");
        store.put(staged, new byte[1]);

        assertThat(sweeper.sweep()).isEqualTo(Swept.NOTHING);
        assertThat(store.head(staged)).isPresent();
        clock.tick(Duration.ofDays(7));

        assertThat(sweeper.sweep()).isEqualTo(Swept.removed(1));
        assertThat(store.head(staged)).isEmpty();
    }

    @Test
    void a_dead_message_of_a_publication_that_waits_is_sent_anew() {
        var job = jobs.replace(committed().failAttempt(flaky(), now())).orElseThrow();
        deadLetters.send(job.id());

        assertThat(sweeper.sweep()).isEqualTo(Swept.SENT);
        assertThat(stored(job).state()).isInstanceOf(JobState.AwaitingPublication.class);
        assertThat(stored(job).notBefore()).isEqualTo(job.notBefore());
    }

    @Test
    void a_restart_that_was_cut_short_is_queued() {
        var job = jobs.add(ASKED, now());
        var cancelled = jobs.replace(job.cancel(now())).orElseThrow();
        jobs.replace(cancelled.restart(now()));
        clock.tick(Job.RESEND_AFTER);

        assertThat(sweeper.sweep()).isEqualTo(Swept.SENT);
        assertThat(stored(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void a_dead_message_of_a_job_that_no_worker_could_claim_ends_it_with_an_error() {
        var job = jobs.add(ASKED, now());
        deadLetters.send(job.id());

        assertThat(sweeper.sweep()).isEqualTo(Swept.GIVEN_UP);
        assertThat(stored(job).status()).isEqualTo(JobStatus.ERROR);
        assertThat(deadLetters.depth().waiting()).isZero();
    }

    @Test
    void a_dead_message_of_a_job_that_runs_or_ended_is_only_removed() {
        var running = claimed();
        deadLetters.send(running.id());

        assertThat(sweeper.sweep()).isEqualTo(Swept.NOTHING);
        assertThat(stored(running)).isEqualTo(running);
        assertThat(deadLetters.depth()).isEqualTo(new JobQueue.Depth(0, 0, 0));
    }

    @Test
    void a_dead_message_of_a_job_that_was_handed_back_is_sent_anew() {
        var job = jobs.replace(claimed().failAttempt(flaky(), now())).orElseThrow();
        deadLetters.send(job.id());

        assertThat(sweeper.sweep()).isEqualTo(Swept.SENT);
        assertThat(stored(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void staged_files_that_no_worker_will_publish_are_removed_and_the_others_kept() {
        var running = claimed();
        var committed = committed();
        var cancelled = jobs.replace(claimed().cancel(now())).orElseThrow();
        var kept =
                List.of(
                        running.stagedUnder(BUCKET, 1).resolve("web.mp4"),
                        committed.stagedUnder(BUCKET, 1).resolve("web.mp4"));
        var stale =
                List.of(
                        running.stagedUnder(BUCKET, 0).resolve("web.mp4"),
                        cancelled.stagedUnder(BUCKET, 1).resolve("web.mp4"),
                        new ObjectKey(BUCKET, ".openencoder/attempts/99-gone/1/web.mp4"));
        kept.forEach(key -> store.put(key, new byte[1]));
        stale.forEach(key -> store.put(key, new byte[1]));

        assertThat(sweeper.sweep()).isEqualTo(Swept.removed(stale.size()));
        assertThat(kept).allMatch(key -> store.head(key).isPresent());
    }

    @Test
    void a_job_that_earlier_sweeps_left_behind_is_counted_as_stuck() {
        claimed();
        clock.tick(LEASE.plusMinutes(10));

        assertThat(sweeper.sweep()).isEqualTo(Swept.TAKEN_BACK.plus(Swept.STUCK));
    }

    @Test
    void a_job_that_cannot_be_swept_keeps_no_other_from_being_swept() {
        var poisoned = jobs.add(ASKED, now());
        var job = jobs.add(ASKED, now());
        store.put(job.stagedUnder(BUCKET, 0).resolve("web.mp4"), new byte[1]);
        clock.tick(Job.RESEND_AFTER);

        assertThatThrownBy(sweeperThatCannotSend(poisoned.id())::sweep)
                .isInstanceOfSatisfying(
                        IncompletePass.class,
                        incomplete ->
                                assertThat(incomplete.done())
                                        .isEqualTo(Swept.SENT.plus(Swept.removed(1))));
        assertThat(queue.receive(Duration.ZERO).map(JobQueue.Delivery::job)).contains(job.id());
    }

    private Sweeper sweeperThatCannotSend(JobId poisoned) {
        var refusing =
                new ForwardingJobQueue(queue) {
                    @Override
                    public void send(JobId job) {
                        if (job.equals(poisoned)) throw new IllegalStateException("no answer");
                        queue.send(job);
                    }
                };
        return new Sweeper(jobs, refusing, deadLetters, store, BUCKET, clock);
    }

    private Job claimed() {
        return jobs.replace(jobs.add(ASKED, now()).claim("w1", now(), LEASE)).orElseThrow();
    }

    private Job committed() {
        var files = SampleJobs.committed(1, new ObjectKey(BUCKET, "dst/web.mp4"));
        var committed = SampleJobs.committed(claimed(), files);
        return jobs.replace(committed).orElseThrow();
    }

    private Job stored(Job job) {
        return jobs.find(job.id()).orElseThrow();
    }

    private Instant now() {
        return clock.instant();
    }

    private static JobError flaky() {
        return JobError.of(JobError.Kind.TRANSIENT, "transient.storage", "No answer.");
    }
}
