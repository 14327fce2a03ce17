package openencoder.machine;

import openencoder.job.Guid;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A machine's name among us, an xid of 20 characters; the provider has a number for it. */
public record MachineId(String value) {
    private static final Pattern XID = Pattern.compile("[0-9a-v]{20}");

    public MachineId {
        if (!XID.matcher(value).matches())
            throw new IllegalArgumentException("a machine id has 20 characters 0-9a-v: " + value);
    }

    public static MachineId next(Instant now) {
        return new MachineId(Guid.next(now));
    }

    public static Optional<MachineId> parse(String text) {
        return XID.matcher(text).matches() ? Optional.of(new MachineId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
