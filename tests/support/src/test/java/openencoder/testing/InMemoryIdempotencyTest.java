package openencoder.testing;

import openencoder.job.JobRepository;
import openencoder.testing.contract.IdempotencyContract;

class InMemoryIdempotencyTest extends IdempotencyContract {
    private final JobRepository jobs = new InMemoryJobRepository();

    @Override
    protected JobRepository jobs() {
        return jobs;
    }
}
