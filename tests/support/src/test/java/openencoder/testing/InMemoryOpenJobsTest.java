package openencoder.testing;

import openencoder.job.JobRepository;
import openencoder.job.OpenJobs;
import openencoder.testing.contract.OpenJobsContract;

class InMemoryOpenJobsTest extends OpenJobsContract {
    private final JobRepository jobs = new InMemoryJobRepository();
    private final OpenJobs open = new InMemoryOpenJobs(jobs);

    @Override
    protected OpenJobs open() {
        return open;
    }

    @Override
    protected JobRepository jobs() {
        return jobs;
    }
}
