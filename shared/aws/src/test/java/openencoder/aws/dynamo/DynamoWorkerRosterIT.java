package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.roster.WorkerRoster;
import openencoder.testing.contract.WorkerRosterContract;

import org.junit.jupiter.api.AfterEach;

class DynamoWorkerRosterIT extends WorkerRosterContract {
    private final Fixture aws = new Fixture();
    private final WorkerRoster roster =
            new DynamoWorkerRoster(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected WorkerRoster roster() {
        return roster;
    }
}
