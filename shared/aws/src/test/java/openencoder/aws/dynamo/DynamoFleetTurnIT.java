package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.fleet.FleetTurn;
import openencoder.testing.contract.FleetTurnContract;

import org.junit.jupiter.api.AfterEach;

class DynamoFleetTurnIT extends FleetTurnContract {
    private final Fixture aws = new Fixture();
    private final FleetTurn turn = new DynamoFleetTurn(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected FleetTurn turn() {
        return turn;
    }
}
