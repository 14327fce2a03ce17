package openencoder.worker.encode;

import openencoder.job.Job;
import openencoder.job.SourceFacts;
import openencoder.plan.Plan;
import openencoder.worker.source.Probe;

/** Decides what must be done to apply a job's preset to its source. */
public interface JobPlanner {
    /**
     * @param facts of the probed source
     * @throws openencoder.refusal.Invalid {@code settings.…} if it cannot be applied
     */
    Plan plan(Job job, Probe source, SourceFacts facts);
}
