package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.roster.WorkerRegistry;
import openencoder.testing.contract.WorkerRegistryContract;

import org.junit.jupiter.api.AfterEach;

class DynamoWorkerRegistryIT extends WorkerRegistryContract {
    private final Fixture aws = new Fixture();
    private final WorkerRegistry roster =
            new DynamoWorkerRegistry(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected WorkerRegistry roster() {
        return roster;
    }
}
