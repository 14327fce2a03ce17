package openencoder.machines.fleet;

import openencoder.machine.Enrolment;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineState;
import openencoder.machine.Origin;
import openencoder.machine.ProviderFailure;
import openencoder.machine.Rental;
import openencoder.machines.provider.Deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Makes rows and the provider's machines agree. */
public final class Reconciliation {
    /** A machine younger than this may not have reached every list, or every row. */
    private static final Duration SETTLES = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final MachineRepository machines;
    private final MachineProvider provider;
    private final Ending ending;
    private final Deployment deployment;
    private final InstantSource clock;

    public Reconciliation(
            MachineRepository machines,
            MachineProvider provider,
            EndMachine endMachine,
            Deployment deployment,
            InstantSource clock) {
        this.machines = machines;
        this.provider = provider;
        ending = new Ending(machines, endMachine, clock);
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * What is left after a sweep.
     *
     * @param unknown machines that no row knows yet; empty if the provider did not tell
     * @param orphans that were deleted
     */
    record Swept(Optional<List<Instance>> unknown, int orphans) {
        static final Swept NOTHING_KNOWN = new Swept(Optional.empty(), 0);
    }

    /**
     * @throws ProviderFailure only if it is unconfigured
     */
    Swept sweep(Deadline deadline, Failures failures) {
        var listed = listed(failures);
        // Read only after the list: a row is there before its machine is.
        var rows = machines.living();
        for (var row : rows) {
            if (deadline.isOver()) return Swept.NOTHING_KNOWN;
            failures.attempt("machine " + row.id(), () -> settle(row, listed));
        }
        return listed.map(instances -> orphans(instances, rows, deadline, failures))
                .orElse(Swept.NOTHING_KNOWN);
    }

    private Optional<List<Instance>> listed(Failures failures) {
        try {
            return Optional.of(provider.tagged(deployment.tag()));
        } catch (ProviderFailure failure) {
            if (failure.kind() == ProviderFailure.Kind.UNCONFIGURED) throw failure;
            failures.note("list of machines", failure);
            return Optional.empty();
        }
    }

    private boolean settle(Machine row, Optional<List<Instance>> listed) {
        if (row.state() instanceof MachineState.Living)
            return listed.filter(instances -> isSettled(row, instances)).isPresent();
        ending.goOn(row.id());
        return true;
    }

    private boolean isSettled(Machine row, List<Instance> instances) {
        return row.rent()
                .map(rented -> isThere(rented, instances) || giveUp(row, "Machine is gone"))
                .orElseGet(() -> adopt(row, instances));
    }

    private boolean adopt(Machine row, List<Instance> instances) {
        var found =
                instances.stream()
                        .filter(instance -> instance.name().equals(row.name()))
                        .findFirst();
        if (found.isPresent())
            return machines.replace(row.found(Rental.of(found.get()))).isPresent();
        return isOlder(row.ordered(), EndMachine.ORDER_SETTLES)
                && giveUp(row, "Order came to nothing");
    }

    // Lists lag behind.
    private boolean isThere(Rental rented, List<Instance> instances) {
        return instances.stream().anyMatch(each -> each.id() == rented.providerId())
                || !isOlder(rented.createdAt(), SETTLES)
                || provider.find(rented.providerId()).isPresent();
    }

    private boolean giveUp(Machine row, String why) {
        LOG.atWarn().addKeyValue("machineId", row.id()).log(why);
        return ending.end(row);
    }

    private Swept orphans(
            List<Instance> listed, List<Machine> rows, Deadline deadline, Failures failures) {
        var known = new HashSet<Long>();
        var awaited = new HashSet<String>();
        for (var row : rows)
            row.rent()
                    .ifPresentOrElse(
                            rent -> known.add(rent.providerId()), () -> awaited.add(row.name()));
        var unknown = new ArrayList<Instance>();
        var deleted = 0;
        for (var instance : listed) {
            if (known.contains(instance.id()) || awaited.contains(instance.name())) continue;
            if (!isOlder(instance.createdAt(), SETTLES) || deadline.isOver()) unknown.add(instance);
            else if (failures.attempt("orphan " + instance.id(), () -> takeAway(instance)))
                deleted++;
        }
        return new Swept(Optional.of(unknown), deleted);
    }

    /**
     * It gets a row, so that it is deleted and receipted as any other. The row's id follows from
     * its number: two who find it make one row.
     */
    private boolean takeAway(Instance instance) {
        if (provider.find(instance.id()).isEmpty()) return false;
        LOG.atWarn().addKeyValue("machine", instance.name()).log("Machine that no row knows");
        var id = idOf(instance);
        var asked =
                new Machine.Asked(
                        instance.name(),
                        instance.region(),
                        instance.size(),
                        instance.priceHourly(),
                        Origin.FLEET);
        var nobody = new Enrolment("", instance.createdAt());
        var row =
                Machine.ordered(id, asked, nobody, instance.createdAt())
                        .found(Rental.of(instance))
                        .delete(clock.instant());
        if (machines.find(id).isEmpty()) machines.add(row);
        ending.goOn(id);
        return true;
    }

    private static MachineId idOf(Instance instance) {
        var digits = Long.toString(instance.id(), 32);
        return new MachineId("0".repeat(20 - digits.length()) + digits);
    }

    private boolean isOlder(Instant since, Duration age) {
        return !since.plus(age).isAfter(clock.instant());
    }
}
