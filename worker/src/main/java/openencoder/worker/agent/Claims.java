package openencoder.worker.agent;

import openencoder.job.Claim;
import openencoder.job.ClaimJob;
import openencoder.job.JobId;

import java.util.Optional;

/** How this worker comes by the job that a message told of. */
public interface Claims {
    /**
     * Empty if this worker is to take no more jobs.
     *
     * @throws RuntimeException if there was no answer
     */
    Optional<Claim> claim(JobId job);

    /** By rights of its own. */
    static Claims direct(ClaimJob claims, Agent.Identity me) {
        return job -> Optional.of(claims.claim(job, me.id(), me.lease()));
    }
}
