package openencoder.cloud.digitalocean;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Decides which calls go wrong. */
final class FaultDice {

    private final InstantSource clock;
    // Each fault has a sequence of its own, so that one does not shift another's.
    private final Map<FaultKind, Random> sequences = new EnumMap<>(FaultKind.class);
    private SimulatorFaults faults;
    private Instant stormEnds;

    FaultDice(SimulatorFaults faults, InstantSource clock) {
        this.clock = clock;
        set(faults);
    }

    synchronized void set(SimulatorFaults wanted) {
        faults = wanted;
        stormEnds = clock.instant().plus(wanted.storm());
        for (var kind : FaultKind.values())
            sequences.put(kind, new Random(wanted.seed() * 31 + kind.ordinal()));
    }

    synchronized SimulatorFaults faults() {
        return faults;
    }

    synchronized boolean strikes(FaultKind kind) {
        return sequences.get(kind).nextDouble() < faults.share(kind);
    }

    /** One of them, whichever comes. */
    synchronized int oneOf(FaultKind kind, int... choices) {
        return choices[sequences.get(kind).nextInt(choices.length)];
    }

    /** How long the storm lasts; zero if there is none. */
    synchronized Duration storm() {
        var left = Duration.between(clock.instant(), stormEnds);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
