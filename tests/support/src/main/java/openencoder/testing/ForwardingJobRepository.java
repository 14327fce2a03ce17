package openencoder.testing;

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

/** Hands every call on; for tests that want one of them otherwise. */
public abstract class ForwardingJobRepository implements JobRepository {
    protected final JobRepository jobs;

    protected ForwardingJobRepository(JobRepository jobs) {
        this.jobs = jobs;
    }

    @Override
    public Job add(NewJob asked, Instant now) {
        return jobs.add(asked, now);
    }

    @Override
    public Added add(NewJob asked, IdempotencyKey key, Instant now) {
        return jobs.add(asked, key, now);
    }

    @Override
    public Optional<Job> find(IdempotencyKey key, Instant now) {
        return jobs.find(key, now);
    }

    @Override
    public int queuedBefore(JobId id, int limit) {
        return jobs.queuedBefore(id, limit);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return jobs.find(id);
    }

    @Override
    public Optional<Job> replace(Job moved) {
        return jobs.replace(moved);
    }

    @Override
    public Page<Job> page(PageRequest request, JobFilter filter) {
        return jobs.page(request, filter);
    }

    @Override
    public Map<JobStatus, Long> counts() {
        return jobs.counts();
    }

    @Override
    public List<JobId> due(Instant now, int limit) {
        return jobs.due(now, limit);
    }
}
