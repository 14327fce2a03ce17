package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.fleet.FleetRepository;
import openencoder.testing.contract.FleetRepositoryContract;

import org.junit.jupiter.api.AfterEach;

class DynamoFleetRepositoryIT extends FleetRepositoryContract {
    private final Fixture aws = new Fixture();
    private final FleetRepository fleets =
            new DynamoFleetRepository(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected FleetRepository fleets() {
        return fleets;
    }
}
