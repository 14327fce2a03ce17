package openencoder.cloud.digitalocean;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How badly the simulated DigitalOcean is to behave.
 *
 * @param seed the same one strikes the same calls, if they come in the same order
 * @param shares of the calls that a fault strikes, 0 to 1; not named: 0
 * @param storm for this long from now on every call is answered 429
 * @param slowDelete how long a slow delete takes
 * @param listLag how old a droplet is when lists first show it
 */
public record SimulatorFaults(
        long seed,
        Map<FaultKind, Double> shares,
        Duration storm,
        Duration slowDelete,
        Duration listLag) {

    private static final Duration LONG = Duration.ofSeconds(30);

    public SimulatorFaults {
        shares = Map.copyOf(shares);
        shares.forEach(
                (kind, share) -> {
                    if (!(share >= 0 && share <= 1))
                        throw new IllegalArgumentException(
                                "The share of %s is %s; it is from 0 to 1.".formatted(kind, share));
                });
        if (storm.isNegative() || slowDelete.isNegative() || listLag.isNegative())
            throw new IllegalArgumentException("No time of a fault is negative.");
    }

    public static SimulatorFaults none() {
        return seeded(0);
    }

    public static SimulatorFaults seeded(long seed) {
        return new SimulatorFaults(seed, Map.of(), Duration.ZERO, LONG, Duration.ZERO);
    }

    public SimulatorFaults with(FaultKind kind, double share) {
        var more = new EnumMap<FaultKind, Double>(FaultKind.class);
        more.putAll(shares);
        more.put(kind, share);
        return new SimulatorFaults(seed, more, storm, slowDelete, listLag);
    }

    public SimulatorFaults withStorm(Duration length) {
        return new SimulatorFaults(seed, shares, length, slowDelete, listLag);
    }

    public SimulatorFaults withSlowDelete(Duration length) {
        return new SimulatorFaults(seed, shares, storm, length, listLag);
    }

    public SimulatorFaults withListLag(Duration lag) {
        return new SimulatorFaults(seed, shares, storm, slowDelete, lag);
    }

    double share(FaultKind kind) {
        return shares.getOrDefault(kind, 0.0);
    }
}
