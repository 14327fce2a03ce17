package openencoder.aws.dynamo;

import openencoder.account.RateCounter;
import openencoder.aws.Fixture;
import openencoder.testing.contract.RateCounterContract;

import org.junit.jupiter.api.AfterEach;

class DynamoRateCounterIT extends RateCounterContract {
    private final Fixture aws = new Fixture();
    private final RateCounter tries = new DynamoRateCounter(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected RateCounter tries() {
        return tries;
    }
}
