package openencoder.bench.fleet;

import openencoder.bench.fleet.Trace.Arrival;
import openencoder.fleet.FleetView;
import openencoder.fleet.JobDurations;
import openencoder.machine.MachineId;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** A week of jobs and machines in a moment: nothing waits, time jumps from event to event. */
final class Simulation {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100;

    private record Event(Instant at, long number, Runnable what) {}

    private final Scaler scaler;
    private final BigDecimal priceHourly;
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final Deque<Arrival> queue = new ArrayDeque<>();
    private final Map<MachineId, SimulatedMachine> machines = new LinkedHashMap<>();
    private final Deque<Duration> lengths = new ArrayDeque<>();
    private final List<Double> waits = new ArrayList<>();
    private Instant now = BEGIN;
    private long scheduled;
    private int most;
    private BigDecimal cost = BigDecimal.ZERO;
    private Duration paid = Duration.ZERO;
    private Duration worked = Duration.ZERO;

    private Simulation(Scaler scaler, BigDecimal priceHourly, long seed) {
        this.scaler = scaler;
        this.priceHourly = priceHourly;
        random = new Random(seed);
    }

    /**
     * @param seed of boot times, and of who gets which job
     */
    static Outcome run(Trace trace, Scaler scaler, BigDecimal priceHourly, long seed) {
        var simulation = new Simulation(scaler, priceHourly, seed);
        trace.arrivals()
                .forEach(each -> simulation.at(moment(each.at()), () -> simulation.arrive(each)));
        var end = moment(Trace.DAYS * Trace.DAY);
        simulation.at(BEGIN, () -> simulation.look(end));
        simulation.play();
        return simulation.outcome(trace);
    }

    private static Instant moment(double seconds) {
        return BEGIN.plus(length(seconds));
    }

    private static Duration length(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private void at(Instant when, Runnable what) {
        events.add(new Event(when, scheduled++, what));
    }

    private void play() {
        for (var next = events.poll(); next != null; next = events.poll()) {
            now = next.at();
            next.what().run();
        }
        List.copyOf(machines.values()).forEach(this::delete);
    }

    private void arrive(Arrival job) {
        queue.add(job);
        dispatch();
    }

    // The machine that asks first has it: there is no scheduler.
    private void dispatch() {
        while (!queue.isEmpty()) {
            var free = machines.values().stream().filter(SimulatedMachine::takesJobs).toList();
            if (free.isEmpty()) return;
            var machine = free.get(random.nextInt(free.size()));
            var job = queue.remove();
            waits.add(Duration.between(moment(job.at()), now).toMillis() / 1_000.0);
            machine.begin(now);
            at(now.plus(length(job.seconds())), () -> end(machine));
        }
    }

    private void end(SimulatedMachine machine) {
        lengths.addFirst(machine.end(now));
        if (lengths.size() > REMEMBERED) lengths.removeLast();
        dispatch();
    }

    private void look(Instant end) {
        machines.values().forEach(SimulatedMachine::heartbeat);
        var decision = scaler.decide(view());
        decision.drain().forEach(id -> machines.get(id).drain());
        decision.delete().forEach(id -> delete(machines.get(id)));
        decision.replace().forEach(id -> delete(machines.get(id)));
        for (var i = 0; i < decision.order(); i++) order();
        most = Math.max(most, machines.size());
        var goesOn = now.isBefore(end) || !queue.isEmpty() || isAnyAtWork();
        if (goesOn) at(now.plus(MINUTE), () -> look(end));
    }

    private boolean isAnyAtWork() {
        return machines.values().stream().anyMatch(each -> each.working(now).isPresent());
    }

    private FleetView view() {
        var running =
                machines.values().stream().flatMap(each -> each.working(now).stream()).toList();
        return new FleetView(
                machines.values().stream().map(each -> each.seen(now)).toList(),
                queue.size(),
                JobDurations.of(lengths, running),
                Duration.ofSeconds(75),
                Optional.of(priceHourly),
                now);
    }

    private void order() {
        var machine = new SimulatedMachine(now, priceHourly);
        machines.put(machine.id(), machine);
        at(
                now.plusMillis(random.nextInt(60_000, 90_001)),
                () -> {
                    machine.booted(now);
                    dispatch();
                });
    }

    private void delete(SimulatedMachine machine) {
        if (machine.working(now).isPresent())
            throw new IllegalStateException("A machine at work was deleted by " + scaler.name());
        machines.remove(machine.id());
        cost = cost.add(machine.cost(now));
        paid = paid.plus(machine.paid(now));
        worked = worked.plus(machine.worked());
    }

    private Outcome outcome(Trace trace) {
        if (waits.size() != trace.arrivals().size())
            throw new IllegalStateException(
                    "%d jobs never began".formatted(trace.arrivals().size() - waits.size()));
        return new Outcome(trace, scaler.name(), cost, waits, paid, worked, most);
    }
}
