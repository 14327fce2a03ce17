package openencoder.testing;

import openencoder.fleet.FleetTurn;

import java.time.Duration;
import java.time.Instant;

public final class InMemoryFleetTurn implements FleetTurn {
    private Instant over = Instant.MIN;

    @Override
    public synchronized boolean take(Instant now, Duration length) {
        if (now.isBefore(over)) return false;
        over = now.plus(length);
        return true;
    }
}
