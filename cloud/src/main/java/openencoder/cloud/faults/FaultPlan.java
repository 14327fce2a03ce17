package openencoder.cloud.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Which call meets which fault, and what was done. */
final class FaultPlan {
    private static final class Named {
        final Predicate<AwsCall> which;
        final Fault fault;
        long left;

        Named(long nth, Predicate<AwsCall> which, Fault fault) {
            this.which = which;
            this.fault = fault;
            this.left = nth;
        }
    }

    private final Random random;
    private final List<Named> named = new ArrayList<>();
    private final Map<Fault, Long> done = new EnumMap<>(Fault.class);
    private final Map<String, Long> calls = new HashMap<>();
    private double rate;
    private List<Fault> faults = List.of();

    FaultPlan(long seed) {
        random = new Random(seed);
    }

    synchronized void strike(double newRate, List<Fault> newFaults) {
        if (newRate > 0 && newFaults.isEmpty())
            throw new IllegalArgumentException("a rate of which faults?");
        rate = newRate;
        faults = List.copyOf(newFaults);
    }

    synchronized void strike(long nth, Predicate<AwsCall> which, Fault fault) {
        if (nth < 1) throw new IllegalArgumentException("the first call is number 1, not " + nth);
        named.add(new Named(nth, which, fault));
    }

    synchronized void heal() {
        rate = 0;
        named.clear();
    }

    synchronized Optional<Fault> next(AwsCall call) {
        calls.merge(call.operation(), 1L, Long::sum);
        var fault = ofNamed(call).or(this::byChance);
        fault.ifPresent(f -> done.merge(f, 1L, Long::sum));
        return fault;
    }

    private Optional<Fault> ofNamed(AwsCall call) {
        var met = named.stream().filter(n -> n.which.test(call) && --n.left == 0).toList();
        named.removeAll(met);
        return met.stream().map(n -> n.fault).findFirst();
    }

    // Drawn for every call, so that the same calls in the same order meet the same faults.
    private Optional<Fault> byChance() {
        var isHit = random.nextDouble() < rate;
        var which = random.nextDouble();
        return isHit ? Optional.of(faults.get((int) (which * faults.size()))) : Optional.empty();
    }

    synchronized long done(Fault fault) {
        return done.getOrDefault(fault, 0L);
    }

    synchronized long calls(String operation) {
        return calls.getOrDefault(operation, 0L);
    }
}
