package openencoder.worker.agent;

import openencoder.job.Job;

import java.util.Optional;

/** Is told at once when a worker's job changes. */
public interface WorkerReporter {
    /**
     * @param next as claimed
     */
    void worksOn(Optional<Job> next, WorkerCommands worker);
}
