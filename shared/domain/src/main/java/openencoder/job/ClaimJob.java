package openencoder.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a worker a job that a message told of. The message is only a hint; the job's row says what
 * there is to do:
 *
 * <ul>
 *   <li>the job is gone or has ended: nothing
 *   <li>a live lease, whosever, or a pause between two publications: nothing yet
 *   <li>a lease that ran out for the last allowed time: the job is ended with an error
 *   <li>else: the job is claimed by a conditional write, which one of several workers wins
 * </ul>
 */
public final class ClaimJob {
    private static final int ROUNDS = 5;

    private final JobRepository jobs;
    private final InstantSource clock;

    public ClaimJob(JobRepository jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Reads the row again each time another writer was faster, a few times at most; after that it
     * is to be put off for as long as a lease.
     *
     * @param lease how long the worker may be silent before another takes the job
     */
    public Claim claim(JobId id, String worker, Duration lease) {
        for (var round = 0; round < ROUNDS; round++) {
            var claim = attempt(id, worker, lease);
            if (claim.isPresent()) return claim.get();
        }
        return new Claim.PutOff(lease);
    }

    /** Empty if another writer moved the row on meanwhile: then it must be read again. */
    private Optional<Claim> attempt(JobId id, String worker, Duration lease) {
        var now = clock.instant();
        var found = jobs.find(id);
        if (found.isEmpty() || found.get().state() instanceof JobState.Ended)
            return Optional.of(new Claim.Settled(false));
        var job = found.get();
        if (!job.isClaimable(now))
            return Optional.of(
                    new Claim.PutOff(Duration.between(now, job.notBefore().orElse(now))));
        var givenUp = givenUp(job, now);
        if (givenUp.isPresent())
            return jobs.replace(givenUp.get()).<Claim>map(_ -> new Claim.Settled(true));
        return jobs.replace(job.claim(worker, now, lease)).<Claim>map(Claim.Claimed::new);
    }

    /** Every try there is ended with its worker's death: it may well have been the job's doing. */
    private static Optional<Job> givenUp(Job job, Instant now) {
        if (!(job.state() instanceof JobState.Running running)) return Optional.empty();
        var tries =
                switch (running) {
                    case JobState.Working working -> working.tries();
                    case JobState.Publishing publishing -> publishing.pending().tries();
                };
        var lost =
                JobError.of(
                        JobError.Kind.TRANSIENT,
                        "transient.worker_lost",
                        "%d workers in a row stopped reporting while they had the job, the last"
                                        .formatted(tries)
                                + " while it was %s.".formatted(job.status().wireName()));
        return Optional.of(job.failAttempt(lost, now))
                .filter(failed -> failed.state() instanceof JobState.Ended);
    }
}
