package openencoder.worker.agent;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.Unstorable;
import openencoder.testing.ForwardingJobRepository;

import java.util.Optional;

/** Lets something happen just before the first write, and can lose answers. */
final class RacingJobs extends ForwardingJobRepository {
    private Optional<Runnable> before;
    boolean isSilent;
    boolean losesAnswers;
    boolean refusesRows;
    int refused;

    RacingJobs(JobRepository jobs, Runnable beforeTheFirstWrite) {
        super(jobs);
        before = Optional.of(beforeTheFirstWrite);
    }

    @Override
    public Optional<Job> replace(Job moved) {
        var first = before;
        before = Optional.empty();
        first.ifPresent(Runnable::run);
        if (isSilent) throw new IllegalStateException("no answer");
        if (refusesRows) {
            refused++;
            throw new Unstorable(moved.id(), new IllegalStateException("too large"));
        }
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
}
