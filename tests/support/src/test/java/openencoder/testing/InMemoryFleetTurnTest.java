package openencoder.testing;

import openencoder.fleet.FleetTurn;
import openencoder.testing.contract.FleetTurnContract;

class InMemoryFleetTurnTest extends FleetTurnContract {
    private final FleetTurn turn = new InMemoryFleetTurn();

    @Override
    protected FleetTurn turn() {
        return turn;
    }
}
