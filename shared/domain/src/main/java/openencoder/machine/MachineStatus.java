package openencoder.machine;

import java.util.Locale;
import java.util.Optional;

/** The name of a {@link MachineState}. */
public enum MachineStatus {
    ORDERED,
    BOOTING,
    WORKING,
    DRAINING,
    DRAINED,
    DELETING,
    FAILED;

    /** As the API spells it, such as {@code booting}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MachineStatus> ofWireName(String name) {
        for (var status : values()) if (status.wireName().equals(name)) return Optional.of(status);
        return Optional.empty();
    }
}
