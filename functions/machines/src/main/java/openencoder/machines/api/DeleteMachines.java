package openencoder.machines.api;

import openencoder.machine.InstanceId;
import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.ProviderFailure;
import openencoder.machine.Providers;
import openencoder.machine.Rental;
import openencoder.machines.fleet.EndMachine;
import openencoder.machines.provider.Deployment;
import openencoder.refusal.NotFound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes machines of this deployment, known to a row or only by their label. */
public final class DeleteMachines {
    private final MachineRepository machines;
    private final Providers providers;
    private final EndMachine endMachine;
    private final Deployment deployment;

    DeleteMachines(
            MachineRepository machines,
            Providers providers,
            EndMachine endMachine,
            Deployment deployment) {
        this.machines = machines;
        this.providers = providers;
        this.endMachine = endMachine;
        this.deployment = deployment;
    }

    /**
     * @throws NotFound if there is none, or it is not of this deployment
     */
    void one(InstanceId id) {
        var row = machines.living().stream().filter(machine -> isRented(machine, id)).findFirst();
        if (row.isPresent()) {
            endMachine.end(row.get().id());
            return;
        }
        var provider = providers.find(id.provider()).orElseThrow(() -> new NotFound("machine", id));
        provider.find(id).filter(deployment::owns).orElseThrow(() -> new NotFound("machine", id));
        provider.delete(id);
    }

    /** Tries each, even if another fails, and then throws the first failure. */
    void all() {
        var failures = new ArrayList<ProviderFailure>();
        var labelled = providers.labelled(deployment.label());
        var rows = machines.living();
        for (var machine : rows) attempt(() -> endMachine.end(machine.id()), failures);
        var known =
                rows.stream()
                        .map(Machine::rent)
                        .flatMap(Optional::stream)
                        .map(Rental::id)
                        .collect(Collectors.toSet());
        for (var instance : labelled)
            if (!known.contains(instance.id()))
                attempt(() -> providers.of(instance.id()).delete(instance.id()), failures);
        if (!failures.isEmpty()) throw failures.getFirst();
    }

    private static void attempt(Runnable deletion, List<ProviderFailure> failures) {
        try {
            deletion.run();
        } catch (ProviderFailure failure) {
            failures.add(failure);
        }
    }

    private static boolean isRented(Machine machine, InstanceId id) {
        return machine.rent().filter(rental -> rental.id().equals(id)).isPresent();
    }
}
