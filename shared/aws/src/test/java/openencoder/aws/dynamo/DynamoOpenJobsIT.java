package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.job.JobRepository;
import openencoder.job.OpenJobs;
import openencoder.testing.contract.OpenJobsContract;

import org.junit.jupiter.api.AfterEach;

class DynamoOpenJobsIT extends OpenJobsContract {
    private final Fixture aws = new Fixture();
    private final OpenJobs open = new DynamoOpenJobs(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected OpenJobs open() {
        return open;
    }

    @Override
    protected JobRepository jobs() {
        return aws.jobs();
    }
}
