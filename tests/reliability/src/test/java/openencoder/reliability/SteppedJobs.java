package openencoder.reliability;

import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.page.Page;
import openencoder.page.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each call is a step, and what it did is told to the model. */
record SteppedJobs(JobRepository jobs, JobRepository truth, Model model) implements JobRepository {
    @Override
    public Job add(NewJob asked, Instant now) {
        return SteppedThread.call(
                "add",
                () -> {
                    var job = jobs.add(asked, now);
                    model.added(job);
                    return job;
                });
    }

    @Override
    public Added add(NewJob asked, IdempotencyKey key, Instant now) {
        return SteppedThread.call(
                "add",
                () -> {
                    var added = jobs.add(asked, key, now);
                    if (!added.repeated()) model.added(added.job());
                    return added;
                });
    }

    @Override
    public Optional<Job> find(IdempotencyKey key, Instant now) {
        return SteppedThread.call("find", () -> jobs.find(key, now));
    }

    @Override
    public int queuedBefore(JobId id, int limit) {
        return SteppedThread.call("queuedBefore", () -> jobs.queuedBefore(id, limit));
    }

    @Override
    public Optional<Job> find(JobId id) {
        return SteppedThread.call("find", () -> jobs.find(id));
    }

    @Override
    public Optional<Job> replace(Job moved) {
        return SteppedThread.call(
                "replace",
                () -> {
                    var before = truth.find(moved.id()).orElseThrow();
                    var stored = jobs.replace(moved);
                    stored.ifPresent(after -> model.moved(before, after));
                    return stored;
                });
    }

    @Override
    public Page<Job> page(PageRequest request, JobFilter filter) {
        return SteppedThread.call("page", () -> jobs.page(request, filter));
    }

    @Override
    public Map<JobStatus, Long> counts() {
        return SteppedThread.call("counts", jobs::counts);
    }

    @Override
    public List<JobId> due(Instant now, int limit) {
        return SteppedThread.call("due", () -> jobs.due(now, limit));
    }
}
