package openencoder.machines.fleet;

import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineState;
import openencoder.machine.Providers;
import openencoder.machine.Rental;
import openencoder.machines.provider.Deployment;
import openencoder.roster.WorkerRegistry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Deletes a machine: its row first says so, by which its agent is refused; then the provider's
 * machine goes; and once the provider does not know it any more, a receipt takes the row's place.
 */
public final class EndMachine {
    /** After this an order to which the provider knows no machine came to nothing. */
    public static final Duration ORDER_SETTLES = Duration.ofMinutes(10);

    private final MachineRepository machines;
    private final Providers providers;
    private final WorkerRegistry workers;
    private final Deployment deployment;
    private final InstantSource clock;

    public EndMachine(
            MachineRepository machines,
            Providers providers,
            WorkerRegistry workers,
            Deployment deployment,
            InstantSource clock) {
        this.machines = machines;
        this.providers = providers;
        this.workers = workers;
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * May be repeated until it is true.
     *
     * @return whether it is gone for good; if not, the provider still shows it, or an order is
     *     still open
     * @throws openencoder.machine.ProviderFailure as the provider threw it; the machine is then
     *     still being deleted
     */
    public boolean end(MachineId id) {
        var deleting = moved(id);
        if (deleting.isEmpty()) return true;
        var machine = deleting.get();
        if (machine.rent().isEmpty()) machine = learnt(machine);
        if (machine.rent().isEmpty()) return isSettled(machine) && isEnded(machine);
        var instance = machine.rent().get().id();
        var provider = providers.of(instance);
        provider.delete(instance);
        return provider.find(instance).isEmpty() && isEnded(machine);
    }

    /** The row, now that it says so; empty if it is gone already. */
    private Optional<Machine> moved(MachineId id) {
        while (true) {
            var found = machines.find(id);
            if (found.isEmpty() || !(found.get().state() instanceof MachineState.Living))
                return found;
            var stored = machines.replace(found.get().delete(clock.instant()));
            if (stored.isPresent()) return stored;
        }
    }

    /** Which machine the order came to, if the provider shows one under its name. */
    private Machine learnt(Machine machine) {
        return providers.get(machine.spec().provider()).labelled(deployment.label()).stream()
                .filter(instance -> instance.name().equals(machine.name()))
                .findFirst()
                .flatMap(instance -> known(machine, instance))
                .orElse(machine);
    }

    private Optional<Machine> known(Machine machine, Instance instance) {
        if (!(machine.state() instanceof MachineState.Deleting)) return Optional.empty();
        var stored = machines.replace(machine.found(Rental.of(instance)));
        return stored.or(() -> machines.find(machine.id()));
    }

    private boolean isSettled(Machine machine) {
        return machine.state() instanceof MachineState.Failed
                || !clock.instant().isBefore(machine.ordered().plus(ORDER_SETTLES));
    }

    private boolean isEnded(Machine machine) {
        workers.remove(machine.id().value());
        return machines.end(machine, machine.receipt(clock.instant()))
                || machines.find(machine.id()).isEmpty();
    }
}
