package openencoder.jobs;

import openencoder.job.Job;
import openencoder.job.JobId;

import java.time.InstantSource;

/** Ends a job that has not ended; its worker finds its next write refused and stops. */
final class CancelJob {
    private final MoveJob moveJob;
    private final InstantSource clock;

    CancelJob(MoveJob moveJob, InstantSource clock) {
        this.moveJob = moveJob;
        this.clock = clock;
    }

    Job cancel(JobId id) {
        return moveJob.move(id, job -> job.cancel(clock.instant()));
    }
}
