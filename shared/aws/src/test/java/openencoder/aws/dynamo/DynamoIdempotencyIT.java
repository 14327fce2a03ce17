package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.job.JobRepository;
import openencoder.testing.contract.IdempotencyContract;

import org.junit.jupiter.api.AfterEach;

class DynamoIdempotencyIT extends IdempotencyContract {
    private final Fixture aws = new Fixture();
    private final JobRepository jobs =
            new DynamoJobRepository(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected JobRepository jobs() {
        return jobs;
    }
}
