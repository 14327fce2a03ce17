package openencoder.worker;

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

/** Lets something happen just before the first write, and can lose answers. */
final class RacingJobs implements JobRepository {
    private final JobRepository jobs;
    private Optional<Runnable> before;
    boolean isSilent;
    boolean losesAnswers;

    RacingJobs(JobRepository jobs, Runnable beforeTheFirstWrite) {
        this.jobs = jobs;
        before = Optional.of(beforeTheFirstWrite);
    }

    @Override
    public Optional<Job> replace(Job moved) {
        var first = before;
        before = Optional.empty();
        first.ifPresent(Runnable::run);
        if (isSilent) throw new IllegalStateException("no answer");
        var stored = jobs.replace(moved);
        if (losesAnswers) {
            losesAnswers = false;
            throw new IllegalStateException("the answer was lost");
        }
        return stored;
    }

    @Override
    public Optional<Job> find(JobId id) {
        if (isSilent) throw new IllegalStateException("no answer");
        return jobs.find(id);
    }

    @Override
    public Job add(NewJob job, Instant now) {
        return jobs.add(job, now);
    }

    @Override
    public Added add(NewJob job, IdempotencyKey key, Instant now) {
        return jobs.add(job, key, now);
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
