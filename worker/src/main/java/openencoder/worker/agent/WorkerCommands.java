package openencoder.worker.agent;

import openencoder.job.JobId;

/** What a worker can be told while it works. Any thread may tell it; none has to wait. */
public interface WorkerCommands {
    /** To take no more jobs, and to end when the one at hand is done. */
    void drain();

    /** To end at once, for it has no more right to anything. */
    void abandon();

    /** To stop this attempt, for the job is no longer this worker's. */
    void lose(JobId job, int attempt);
}
