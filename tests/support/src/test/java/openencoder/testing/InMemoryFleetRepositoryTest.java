package openencoder.testing;

import openencoder.fleet.FleetRepository;
import openencoder.testing.contract.FleetRepositoryContract;

class InMemoryFleetRepositoryTest extends FleetRepositoryContract {
    private final FleetRepository fleets = new InMemoryFleetRepository();

    @Override
    protected FleetRepository fleets() {
        return fleets;
    }
}
