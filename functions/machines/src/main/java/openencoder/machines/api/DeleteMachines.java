package openencoder.machines.api;

import openencoder.machine.Machine;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineRepository;
import openencoder.machine.ProviderFailure;
import openencoder.machine.Rental;
import openencoder.machines.fleet.EndMachine;
import openencoder.machines.provider.Deployment;
import openencoder.refusal.NotFound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes machines of this deployment, known to a row or only by their tag. */
public final class DeleteMachines {
    private final MachineRepository machines;
    private final MachineProvider provider;
    private final EndMachine endMachine;
    private final Deployment deployment;

    DeleteMachines(
            MachineRepository machines,
            MachineProvider provider,
            EndMachine endMachine,
            Deployment deployment) {
        this.machines = machines;
        this.provider = provider;
        this.endMachine = endMachine;
        this.deployment = deployment;
    }

    /**
     * @param number the provider's
     * @throws NotFound if there is none, or it is not of this deployment
     */
    void one(long number) {
        var row =
                machines.living().stream().filter(machine -> isNumber(machine, number)).findFirst();
        if (row.isPresent()) {
            endMachine.end(row.get().id());
            return;
        }
        provider.find(number)
                .filter(deployment::owns)
                .orElseThrow(() -> new NotFound("machine", number));
        provider.delete(number);
    }

    /** Tries each, even if another fails, and then throws the first failure. */
    void all() {
        var failures = new ArrayList<ProviderFailure>();
        var tagged = provider.tagged(deployment.tag());
        var rows = machines.living();
        for (var machine : rows) attempt(() -> endMachine.end(machine.id()), failures);
        var known =
                rows.stream()
                        .map(Machine::rent)
                        .flatMap(Optional::stream)
                        .map(Rental::providerId)
                        .collect(Collectors.toSet());
        for (var instance : tagged)
            if (!known.contains(instance.id()))
                attempt(() -> provider.delete(instance.id()), failures);
        if (!failures.isEmpty()) throw failures.getFirst();
    }

    private static void attempt(Runnable deletion, List<ProviderFailure> failures) {
        try {
            deletion.run();
        } catch (ProviderFailure failure) {
            failures.add(failure);
        }
    }

    private static boolean isNumber(Machine machine, long number) {
        return machine.rent().filter(rented -> rented.providerId() == number).isPresent();
    }
}
