package openencoder.machines.api;

import openencoder.fleet.FleetRepository;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineSpec;
import openencoder.machine.ProviderFailure;
import openencoder.machines.fleet.RentMachine;
import openencoder.refusal.Conflict;
import openencoder.refusal.Refusal;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rents several machines, up to five at a time. */
public final class RentMachines {
    private static final int AT_A_TIME = 5;

    /**
     * A machine that was not rented, as far as is known.
     *
     * @param name it was to have
     */
    record Failure(String name, Refusal why) {}

    record Outcome(List<Machine> machines, List<Failure> failures) {}

    private final RentMachine rentMachine;
    private final MachineRepository machines;
    private final FleetRepository fleets;

    RentMachines(RentMachine rentMachine, MachineRepository machines, FleetRepository fleets) {
        this.rentMachine = rentMachine;
        this.machines = machines;
        this.fleets = fleets;
    }

    /**
     * @param api our own address, which the machines are told to call
     * @throws Conflict {@code machine.limit} beyond the fleet's limits, whether it is on or off
     * @throws Refusal the first one, if there is not even one machine
     */
    Outcome rent(int count, MachineSpec spec, URI api) {
        var limits = fleets.find().map(Fleet::settings).orElse(FleetSettings.OFF);
        var orders = rentMachine.prepare(count, spec, limits, api);
        if (orders.isEmpty()) throw beyond(limits, spec);
        var rented = new ArrayList<Machine>();
        var failures = new ArrayList<Failure>();
        try (var threads = Executors.newFixedThreadPool(Math.min(count, AT_A_TIME))) {
            var renting = new LinkedHashMap<String, Future<Machine>>();
            for (var order : orders)
                renting.put(order.machine().name(), threads.submit(() -> rentMachine.rent(order)));
            renting.forEach(
                    (name, each) ->
                            failure(each, rented)
                                    .map(why -> new Failure(name, why))
                                    .ifPresent(failures::add));
        }
        if (rented.isEmpty()) throw failures.getFirst().why();
        return new Outcome(rented, failures);
    }

    private Conflict beyond(FleetSettings limits, MachineSpec spec) {
        var living = machines.living();
        return new Conflict(
                "machine.limit",
                ("There may be %d machines, of %s US dollars an hour together, and there are %d;"
                                + " %d more of this size may be ordered. An admin changes max and"
                                + " max_hourly with PUT /api/fleet.")
                        .formatted(
                                limits.max(),
                                limits.maxHourly().toPlainString(),
                                living.size(),
                                limits.left(living, spec.priceHourly())));
    }

    private static Optional<Refusal> failure(Future<Machine> renting, List<Machine> machines) {
        try {
            machines.add(renting.get());
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(refusal(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Refusal refusal(Throwable failure) {
        return switch (failure) {
            case ProviderFailure told -> ProviderRefusals.of(told);
            case Refusal refusal -> refusal;
            case RuntimeException unexpected -> throw unexpected;
            default -> throw new IllegalStateException(failure);
        };
    }
}
