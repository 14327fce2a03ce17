package openencoder.machines;

import openencoder.job.Claim;
import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.machine.Machine;
import openencoder.machine.MachineStatus;
import openencoder.refusal.Conflict;

import java.time.Duration;
import java.time.InstantSource;

/** Jobs for machines: each is claimed here, and what it takes to work on it goes to the machine. */
final class Claims {
    /** How long a silent machine keeps its job. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** What a machine is to do about a job that a message told it of. */
    sealed interface Outcome {
        record Claimed(Job job, Credentials credentials) implements Outcome {}

        /** Delete the message. */
        record Settled() implements Outcome {}

        /** Come back to it later. */
        record PutOff(Duration delay) implements Outcome {}

        /** Give the message back at once: this machine takes no job any more. */
        record Release() implements Outcome {}
    }

    private final JobRepository jobs;
    private final ClaimJob claimJob;
    private final MachineCredentials credentials;
    private final InstantSource clock;

    Claims(
            JobRepository jobs,
            ClaimJob claimJob,
            MachineCredentials credentials,
            InstantSource clock) {
        this.jobs = jobs;
        this.claimJob = claimJob;
        this.credentials = credentials;
        this.clock = clock;
    }

    Outcome claim(Machine machine, JobId id) {
        if (machine.status() != MachineStatus.WORKING) return new Outcome.Release();
        return switch (claimJob.claim(id, machine.id().value(), LEASE)) {
            case Claim.Claimed(var job) ->
                    new Outcome.Claimed(job, credentials.forJob(machine, job));
            case Claim.Settled _ -> new Outcome.Settled();
            case Claim.PutOff(var wait) -> new Outcome.PutOff(wait);
        };
    }

    /**
     * @throws Conflict {@code claim.over} if the machine does not have the job any more
     */
    Credentials renew(Machine machine, JobId id, long attempt) {
        var job =
                jobs.find(id)
                        .filter(found -> isHad(found, machine, attempt))
                        .orElseThrow(
                                () ->
                                        new Conflict(
                                                "claim.over",
                                                "Attempt %d at job %s is not this machine's any"
                                                                .formatted(attempt, id)
                                                        + " more; stop it."));
        return credentials.forJob(machine, job);
    }

    private boolean isHad(Job job, Machine machine, long attempt) {
        return job.attempt() == attempt
                && job.state() instanceof JobState.Running running
                && running.lease().worker().equals(machine.id().value())
                && !running.lease().isOver(clock.instant());
    }
}
