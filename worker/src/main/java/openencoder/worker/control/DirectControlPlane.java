package openencoder.worker.control;

import openencoder.job.Claim;
import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.roster.WorkerRegistry;
import openencoder.roster.WorkerReport;
import openencoder.worker.agent.ControlPlane;
import openencoder.worker.agent.WorkerCommands;
import openencoder.worker.agent.WorkerIdentity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** With AWS credentials of its own the worker claims by itself and writes who it is for people. */
public record DirectControlPlane(
        ClaimJob claims, WorkerRegistry workers, WorkerIdentity me, InstantSource clock)
        implements ControlPlane {
    @Override
    public Optional<Claim> claim(JobId job) {
        return Optional.of(claims.claim(job, me.id(), me.lease()));
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void heartbeat(Optional<Job> job, WorkerCommands worker) {
        workers.report(
                new WorkerReport(
                        me.id(),
                        me.host(),
                        job.map(Job::id),
                        me.ffmpeg(),
                        me.startedAt(),
                        clock.instant()));
    }

    @Override
    public boolean isDismissed() {
        return false;
    }

    @Override
    public void leave() {
        workers.remove(me.id());
    }
}
