package openencoder.machines.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.machine.Enrolment;
import openencoder.machine.InstanceId;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineSpec;
import openencoder.machine.MachineState;
import openencoder.machine.Origin;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderId;
import openencoder.machine.Providers;
import openencoder.machine.Rental;
import openencoder.machines.provider.Deployment;
import openencoder.web.schedule.PassFailures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes rows and the provider's machines agree. */
public final class Reconciliation {
    /** A machine younger than this may not have reached every list, or every row. */
    private static final Duration SETTLES = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final MachineRepository machines;
    private final Providers providers;
    private final Ending ending;
    private final Deployment deployment;
    private final InstantSource clock;

    public Reconciliation(
            MachineRepository machines,
            Providers providers,
            EndMachine endMachine,
            Deployment deployment,
            InstantSource clock) {
        this.machines = machines;
        this.providers = providers;
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
    Swept sweep(Deadline deadline, PassFailures failures) {
        var listed = listed(failures);
        // Read only after the list: a row is there before its machine is.
        var rows = machines.living();
        for (var row : rows) {
            if (deadline.isOver()) return Swept.NOTHING_KNOWN;
            failures.attempt("machine " + row.id(), () -> settle(row, listed), false);
        }
        return orphans(listed, rows, deadline, failures);
    }

    /**
     * What the providers list.
     *
     * @param isWhole whether each configured one answered
     */
    private record Listed(Map<ProviderId, List<Instance>> of, boolean isWhole) {
        List<Instance> all() {
            return of.values().stream().flatMap(List::stream).toList();
        }
    }

    private Listed listed(PassFailures failures) {
        var listed = new HashMap<ProviderId, List<Instance>>();
        var isWhole = true;
        var unconfigured = new ArrayList<ProviderFailure>();
        for (var provider : providers.all()) {
            try {
                listed.put(provider.id(), provider.labelled(deployment.label()));
            } catch (ProviderFailure failure) {
                if (failure.kind() == ProviderFailure.Kind.UNCONFIGURED) {
                    unconfigured.add(failure);
                    continue;
                }
                failures.note("list of machines", failure);
                isWhole = false;
            }
        }
        if (unconfigured.size() == providers.all().size()) throw unconfigured.getFirst();
        return new Listed(listed, isWhole);
    }

    private boolean settle(Machine row, Listed listed) {
        if (row.state() instanceof MachineState.Living) {
            var instances = listed.of().get(row.spec().provider());
            return instances != null && isSettled(row, instances);
        }
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
        return instances.stream().anyMatch(each -> each.id().equals(rented.id()))
                || !isOlder(rented.createdAt(), SETTLES)
                || providers.of(rented.id()).find(rented.id()).isPresent();
    }

    private boolean giveUp(Machine row, String why) {
        LOG.atWarn().addKeyValue("machineId", row.id()).log(why);
        return ending.end(row);
    }

    private Swept orphans(
            Listed listed, List<Machine> rows, Deadline deadline, PassFailures failures) {
        var known = new HashSet<InstanceId>();
        var awaited = new HashSet<String>();
        for (var row : rows)
            row.rent().ifPresentOrElse(rent -> known.add(rent.id()), () -> awaited.add(row.name()));
        var unknown = new ArrayList<Instance>();
        var deleted = 0;
        for (var instance : listed.all()) {
            if (known.contains(instance.id()) || awaited.contains(instance.name())) continue;
            if (!isOlder(instance.createdAt(), SETTLES) || deadline.isOver()) unknown.add(instance);
            else if (failures.attempt("orphan " + instance.id(), () -> takeAway(instance), false))
                deleted++;
        }
        return new Swept(listed.isWhole() ? Optional.of(unknown) : Optional.empty(), deleted);
    }

    /**
     * It gets a row, so that it is deleted and receipted as any other. The row's id follows from
     * the instance's: two who find it make one row.
     */
    private boolean takeAway(Instance instance) {
        if (providers.of(instance.id()).find(instance.id()).isEmpty()) return false;
        LOG.atWarn().addKeyValue("machine", instance.name()).log("Machine that no row knows");
        var id = idOf(instance);
        var spec =
                new MachineSpec(
                        instance.id().provider(),
                        instance.region(),
                        instance.size(),
                        instance.priceHourly(),
                        Origin.FLEET);
        var unused = new Enrolment("", instance.createdAt());
        var row =
                Machine.ordered(id, instance.name(), spec, unused, instance.createdAt())
                        .found(Rental.of(instance))
                        .delete(clock.instant());
        if (machines.find(id).isEmpty()) machines.add(row);
        ending.goOn(id);
        return true;
    }

    private static MachineId idOf(Instance instance) {
        var hash = UUID.nameUUIDFromBytes(instance.id().toString().getBytes(UTF_8));
        var digits =
                Long.toUnsignedString(hash.getMostSignificantBits(), 32)
                        + Long.toUnsignedString(hash.getLeastSignificantBits(), 32);
        var padded = "0".repeat(20) + digits;
        return new MachineId(padded.substring(padded.length() - 20));
    }

    private boolean isOlder(Instant since, Duration age) {
        return !since.plus(age).isAfter(clock.instant());
    }
}
