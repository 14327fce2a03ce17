package openencoder.worker;

import openencoder.job.Job;
import openencoder.job.SourceFacts;
import openencoder.worker.ffmpeg.EncodePlan;
import openencoder.worker.ffmpeg.Probe;

/** Decides how a job's preset is applied to its source. */
interface EncodePlanner {
    /**
     * @param facts of the probed source
     * @throws openencoder.refusal.Invalid {@code settings.…} if it cannot be applied
     */
    EncodePlan plan(Job job, Probe source, SourceFacts facts);
}
