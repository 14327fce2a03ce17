package openencoder.fleet;

import java.net.URI;
import java.util.Optional;

/** Where the fleet's settings are kept. */
public interface FleetRepository {
    /**
     * @param api our own address, as the admin reached it who set this; machines are told to call
     *     there
     */
    record Fleet(FleetSettings settings, URI api) {}

    /** Empty until they are first set. */
    Optional<Fleet> find();

    void put(Fleet fleet);
}
