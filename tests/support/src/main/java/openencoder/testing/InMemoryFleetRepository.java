package openencoder.testing;

import openencoder.fleet.FleetRepository;

import java.util.Optional;

public final class InMemoryFleetRepository implements FleetRepository {
    private volatile Fleet fleet;

    @Override
    public Optional<Fleet> find() {
        return Optional.ofNullable(fleet);
    }

    @Override
    public void put(Fleet next) {
        fleet = next;
    }
}
