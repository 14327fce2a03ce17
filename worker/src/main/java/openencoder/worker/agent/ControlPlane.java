package openencoder.worker.agent;

import openencoder.job.Claim;
import openencoder.job.Job;
import openencoder.job.JobId;

import java.time.Duration;
import java.util.Optional;

/** What gives a worker its jobs and the right to work on them, and is told that it is alive. */
public interface ControlPlane {
    /**
     * Empty if this worker is to take no more jobs.
     *
     * @throws RuntimeException if there was no answer
     */
    Optional<Claim> claim(JobId job);

    /** From one heartbeat to the next. */
    Duration interval();

    /**
     * Says that the worker is alive, and renews what it may need for its job. Called on one thread.
     *
     * @param job at hand, as claimed
     * @param worker is told what the answer asks for
     */
    void heartbeat(Optional<Job> job, WorkerCommands worker);

    /** Whether the worker was told to take no more jobs. */
    boolean isDismissed();

    /**
     * The worker ends. Returns when the control plane knows, or does not need to. Called on the
     * heartbeats' thread, once, and no heartbeat follows.
     */
    void leave() throws InterruptedException;
}
