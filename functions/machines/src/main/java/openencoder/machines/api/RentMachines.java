package openencoder.machines.api;

import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineSpec;
import openencoder.machine.ProviderFailure;
import openencoder.machines.fleet.RentMachine;
import openencoder.machines.provider.Deployment;
import openencoder.refusal.Refusal;

import java.net.URI;
import java.time.InstantSource;
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
    private final Deployment deployment;
    private final InstantSource clock;

    RentMachines(RentMachine rentMachine, Deployment deployment, InstantSource clock) {
        this.rentMachine = rentMachine;
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * @param api our own address, which the machines are told to call
     * @throws Refusal the first one, if there is not even one machine
     */
    Outcome rent(int count, MachineSpec spec, URI api) {
        var machines = new ArrayList<Machine>();
        var failures = new ArrayList<Failure>();
        try (var threads = Executors.newFixedThreadPool(Math.min(count, AT_A_TIME))) {
            var renting = new LinkedHashMap<MachineId, Future<Machine>>();
            for (var i = 0; i < count; i++) {
                var id = MachineId.next(clock.instant());
                renting.put(id, threads.submit(() -> rentMachine.rent(id, spec, api)));
            }
            renting.forEach(
                    (id, each) ->
                            failure(each, machines)
                                    .map(why -> new Failure(deployment.machineName(id), why))
                                    .ifPresent(failures::add));
        }
        if (machines.isEmpty()) throw failures.getFirst().why();
        return new Outcome(machines, failures);
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
