package openencoder.worker.encode;

import openencoder.job.Job;
import openencoder.job.SourceFacts;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.EncodePlan;

/** Decides how a job's preset is applied to its source. */
public interface EncodePlanner {
    /**
     * @param facts of the probed source
     * @throws openencoder.refusal.Invalid {@code settings.…} if it cannot be applied
     */
    EncodePlan plan(Job job, Probe source, SourceFacts facts);
}
