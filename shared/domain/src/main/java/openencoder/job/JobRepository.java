package openencoder.job;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Conflict;
import openencoder.store.RevisionedRepository;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where jobs are kept. */
public interface JobRepository extends RevisionedRepository<JobId, Job> {
    /** Filtered lists count at most this many. */
    int COUNT_LIMIT = 1_000;

    /** Filtered lists show at most this many, the newest. */
    int FILTERED_DEPTH = 10_000;

    /**
     * @param repeated whether the job was made by an earlier request with the same key
     */
    record Added(Job job, boolean repeated) {}

    /** Stores a queued job under the next id; its row says that its message is yet to be sent. */
    Job add(NewJob job, Instant now);

    /**
     * As {@link #add(NewJob, Instant)}, but once for a key within a day, however many ask at the
     * same time.
     *
     * @throws openencoder.refusal.Invalid {@code idempotency_key.reused} if the key came with
     *     another fingerprint
     */
    Added add(NewJob job, IdempotencyKey key, Instant now);

    /**
     * The job that was made under a key, if it was.
     *
     * @throws openencoder.refusal.Invalid {@code idempotency_key.reused} as {@link #add(NewJob,
     *     IdempotencyKey, Instant)} does
     */
    Optional<Job> find(IdempotencyKey key, Instant now);

    /** How many jobs queued before this one still are, counted no further than {@code limit}. */
    int queuedBefore(JobId id, int limit);

    @Override
    default String noun() {
        return "job";
    }

    /**
     * @throws Conflict {@code job.illegal_transition} if the job's state does not offer the move
     */
    @Override
    default Job update(JobId id, UnaryOperator<Job> move) {
        return RevisionedRepository.super.update(id, job -> moved(job, move));
    }

    private static Job moved(Job job, UnaryOperator<Job> move) {
        try {
            return move.apply(job);
        } catch (IllegalJobMove refused) {
            throw new Conflict("job.illegal_transition", refused.getMessage());
        }
    }

    /**
     * Of two that move the same job, one wins. The answer to a write that was sent twice because
     * its first answer was lost is that it was stored.
     *
     * @throws Unstorable if no repetition would store it
     */
    @Override
    Optional<Job> replace(Job moved);

    /**
     * A page of jobs. Its cost does not depend on how many jobs there are; the total of a filtered
     * list is exact up to {@link #COUNT_LIMIT} and stays there beyond.
     *
     * @throws openencoder.refusal.Invalid {@code page.too_deep} for a page of a filtered list that
     *     ends below {@link #FILTERED_DEPTH}
     */
    Page<Job> page(PageRequest request, JobFilter filter);

    /** How many jobs stand where; a status without any is there with 0. */
    Map<JobStatus, Long> counts();

    /** Jobs whose {@link Job#due} has come, the longest overdue first. */
    List<JobId> due(Instant now, int limit);
}
