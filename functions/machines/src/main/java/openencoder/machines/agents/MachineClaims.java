package openencoder.machines.agents;

import openencoder.job.Claim;
import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.machine.Machine;
import openencoder.machine.MachineStatus;
import openencoder.protocol.AccessKeys;
import openencoder.protocol.ClaimAnswer;
import openencoder.refusal.Conflict;

import java.time.Duration;
import java.time.InstantSource;

/** Jobs for machines: each is claimed here, and what it takes to work on it goes to the machine. */
public final class MachineClaims {
    /** How long a silent machine keeps its job. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private final JobRepository jobs;
    private final ClaimJob claimJob;
    private final MachineCredentials credentials;
    private final InstantSource clock;

    MachineClaims(
            JobRepository jobs,
            ClaimJob claimJob,
            MachineCredentials credentials,
            InstantSource clock) {
        this.jobs = jobs;
        this.claimJob = claimJob;
        this.credentials = credentials;
        this.clock = clock;
    }

    ClaimAnswer claim(Machine machine, JobId id) {
        if (machine.status() != MachineStatus.WORKING) return new ClaimAnswer.Release();
        return switch (claimJob.claim(id, machine.id().value(), LEASE)) {
            case Claim.Claimed(var job) ->
                    new ClaimAnswer.Claimed(
                            job.id().value(), job.attempt(), credentials.forJob(machine, job));
            case Claim.Settled _ -> new ClaimAnswer.Settled();
            case Claim.PutOff(var wait) -> new ClaimAnswer.PutOff(seconds(wait));
        };
    }

    /**
     * @throws Conflict {@code claim.over} if the machine does not have the job any more
     */
    AccessKeys renew(Machine machine, JobId id, long attempt) {
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

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private boolean isHad(Job job, Machine machine, long attempt) {
        return job.attempt() == attempt
                && job.state() instanceof JobState.Running running
                && running.lease().worker().equals(machine.id().value())
                && !running.lease().isOver(clock.instant());
    }
}
