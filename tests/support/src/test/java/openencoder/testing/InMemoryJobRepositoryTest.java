package openencoder.testing;

import openencoder.job.JobRepository;
import openencoder.testing.contract.JobRepositoryContract;

class InMemoryJobRepositoryTest extends JobRepositoryContract {
    private final JobRepository jobs = new InMemoryJobRepository();

    @Override
    protected JobRepository jobs() {
        return jobs;
    }
}
