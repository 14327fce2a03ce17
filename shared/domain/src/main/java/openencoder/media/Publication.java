package openencoder.media;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose output an object is; kept with the object, so that it is true as long as the object is
 * there.
 *
 * @param jobGuid the job
 * @param attempt the attempt that committed it
 * @param job more of the job; objects of earlier releases do not have it
 */
public record Publication(String jobGuid, int attempt, Optional<OfJob> job) {
    /**
     * @param id the job's number
     * @param account that made the job
     * @param asked when it was made or restarted
     */
    public record OfJob(long id, long account, Instant asked) {
        boolean isLaterThan(OfJob other) {
            return asked.equals(other.asked) ? id > other.id : asked.isAfter(other.asked);
        }
    }

    /** What is to be done where something stands already. */
    public enum Verdict {
        /** It is copied there. */
        COPY,
        /** It stands there. */
        DONE,
        /** What stands there is later, and stays. */
        SUPERSEDED,
        /** What stands there may not be replaced. */
        TAKEN
    }

    /**
     * Of two jobs with one destination the one that was asked for later wins, wholly and in
     * whatever order they publish.
     *
     * @param standing whose output stands there; empty if no job made it
     */
    public Verdict verdict(Optional<Publication> standing, IfExists rule) {
        if (standing.isEmpty()) return rule == IfExists.REPLACE ? Verdict.COPY : Verdict.TAKEN;
        var other = standing.get();
        if (other.equals(this)) return Verdict.DONE;
        if (other.jobGuid.equals(jobGuid))
            return other.attempt > attempt ? Verdict.SUPERSEDED : Verdict.COPY;
        if (!mayReplace(other, rule)) return Verdict.TAKEN;
        return other.isLaterThan(this) ? Verdict.SUPERSEDED : Verdict.COPY;
    }

    private boolean mayReplace(Publication other, IfExists rule) {
        return switch (rule) {
            case REPLACE -> true;
            case FAIL -> false;
            case OWN ->
                    job.isPresent()
                            && job.map(OfJob::account).equals(other.job.map(OfJob::account));
        };
    }

    private boolean isLaterThan(Publication other) {
        return job.isPresent() && other.job.isPresent() && job.get().isLaterThan(other.job.get());
    }
}
