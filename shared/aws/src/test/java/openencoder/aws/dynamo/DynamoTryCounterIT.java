package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.account.TryCounter;
import openencoder.testing.contract.TryCounterContract;

import org.junit.jupiter.api.AfterEach;

class DynamoTryCounterIT extends TryCounterContract {
    private final Fixture aws = new Fixture();
    private final TryCounter tries = new DynamoTryCounter(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected TryCounter tries() {
        return tries;
    }
}
