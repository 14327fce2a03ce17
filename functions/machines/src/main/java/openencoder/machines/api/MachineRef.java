package openencoder.machines.api;

import openencoder.machine.InstanceId;
import openencoder.machine.ProviderId;

import java.util.Optional;

/**
 * A machine by its provider's id, as the API shows and takes it: DigitalOcean's is a number, every
 * other provider's the text {@code provider:id}.
 */
record MachineRef(Object id, String provider) {
    static MachineRef of(InstanceId id) {
        return new MachineRef(shown(id), id.provider().value());
    }

    static Object shown(InstanceId id) {
        return isDigitalOceans(id) ? Long.valueOf(id.text()) : id.toString();
    }

    /** Empty if nothing can have this id. */
    static Optional<InstanceId> read(String text) {
        return InstanceId.parse(text)
                .filter(id -> id.toString().equals(text))
                .filter(id -> !isDigitalOceans(id) || id.text().matches("[1-9][0-9]{0,17}"));
    }

    private static boolean isDigitalOceans(InstanceId id) {
        return id.provider().equals(ProviderId.DIGITALOCEAN);
    }
}
