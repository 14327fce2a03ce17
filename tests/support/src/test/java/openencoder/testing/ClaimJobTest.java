package openencoder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Claim;
import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.Lease;
import openencoder.job.PendingPublication;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class ClaimJobTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryJobRepository rows = new InMemoryJobRepository();
    private final ClaimJob claims = new ClaimJob(rows, clock);

    @Test
    void a_waiting_job_is_the_workers_and_stored_as_such() {
        var id = add();

        var claim = claims.claim(id, "w1", LEASE);

        assertThat(claim).isEqualTo(new Claim.Claimed(stored(id)));
        assertThat(stored(id).lease()).contains(Lease.of("w1", clock.instant(), LEASE));
        assertThat(stored(id).attempt()).isOne();
    }

    @Test
    void a_job_that_is_gone_or_has_ended_is_settled_and_left_alone() {
        var id = add();
        rows.replace(stored(id).cancel(clock.instant()));
        var ended = stored(id);

        assertThat(claims.claim(id, "w1", LEASE)).isEqualTo(new Claim.Settled(false));
        assertThat(claims.claim(new JobId(404), "w1", LEASE)).isEqualTo(new Claim.Settled(false));
        assertThat(stored(id)).isEqualTo(ended);
    }

    @Test
    void a_job_that_another_has_is_put_off_for_the_rest_of_its_lease() {
        var id = add();
        claims.claim(id, "w1", LEASE);
        clock.tick(Duration.ofSeconds(20));

        assertThat(claims.claim(id, "w2", LEASE))
                .isEqualTo(new Claim.PutOff(Duration.ofSeconds(40)));
    }

    @Test
    void a_job_that_as_many_workers_as_it_may_have_died_of_is_given_up_once() {
        var id = add();
        for (var attempt = 0; attempt < Job.MAX_TRIES; attempt++) {
            claims.claim(id, "w" + attempt, LEASE);
            clock.tick(LEASE);
        }

        assertThat(claims.claim(id, "next", LEASE)).isEqualTo(new Claim.Settled(true));

        var error = ((JobState.Failed) stored(id).state()).error();
        assertThat(error.kind()).isEqualTo(JobError.Kind.TRANSIENT);
        assertThat(error.code()).isEqualTo("transient.worker_lost");
        assertThat(claims.claim(id, "next", LEASE)).isEqualTo(new Claim.Settled(false));
    }

    @Test
    void a_publication_is_not_tried_again_before_its_pause_is_over_however_many_messages_come() {
        var id = add();
        claims.claim(id, "w1", LEASE);
        var committed = SampleJobs.committed(stored(id), SampleJobs.commit());
        rows.replace(committed.failAttempt(SampleJobs.error(JobError.Kind.TRANSIENT), now()));

        for (var message = 0; message < 5; message++)
            assertThat(claims.claim(id, "w2", LEASE))
                    .isEqualTo(new Claim.PutOff(Duration.ofSeconds(5)));
        clock.tick(Duration.ofSeconds(5));

        assertThat(claims.claim(id, "w2", LEASE)).isInstanceOf(Claim.Claimed.class);
        assertThat(stored(id).commit()).contains(SampleJobs.commit());
    }

    @Test
    void a_publication_that_as_many_workers_as_it_may_have_died_of_is_given_up_and_kept() {
        var id = add();
        claims.claim(id, "w", LEASE);
        rows.replace(SampleJobs.committed(stored(id), SampleJobs.commit()));
        for (var died = 1; died < PendingPublication.MAX_TRIES; died++) {
            clock.tick(LEASE);
            assertThat(claims.claim(id, "w" + died, LEASE)).isInstanceOf(Claim.Claimed.class);
        }
        clock.tick(LEASE);

        assertThat(claims.claim(id, "next", LEASE)).isEqualTo(new Claim.Settled(true));
        assertThat(((JobState.Failed) stored(id).state()).kept()).contains(SampleJobs.commit());
    }

    @Test
    void a_row_that_was_moved_on_meanwhile_is_read_again() {
        var id = add();
        var cancelling =
                new ClaimJob(
                        new ForwardingJobRepository(rows) {
                            @Override
                            public Optional<Job> replace(Job moved) {
                                jobs.replace(stored(id).cancel(clock.instant()));
                                return jobs.replace(moved);
                            }
                        },
                        clock);

        assertThat(cancelling.claim(id, "w1", LEASE)).isEqualTo(new Claim.Settled(false));
        assertThat(stored(id).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void a_row_that_others_write_all_the_time_is_put_off() {
        var id = add();
        var beaten =
                new ClaimJob(
                        new ForwardingJobRepository(rows) {
                            @Override
                            public Optional<Job> replace(Job moved) {
                                return Optional.empty();
                            }
                        },
                        clock);

        assertThat(beaten.claim(id, "w1", LEASE)).isEqualTo(new Claim.PutOff(LEASE));
    }

    private Instant now() {
        return clock.instant();
    }

    private JobId add() {
        return rows.add(SampleJobs.asked(), clock.instant()).id();
    }

    private Job stored(JobId id) {
        return rows.find(id).orElseThrow();
    }
}
