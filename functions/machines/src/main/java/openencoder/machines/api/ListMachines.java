package openencoder.machines.api;

import openencoder.machine.Machine;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineRepository;
import openencoder.machine.Providers;
import openencoder.machines.provider.Deployment;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The provider's machines of this deployment, with what we know of each. */
public final class ListMachines {
    /**
     * @param pending ordered, and not yet seen at the provider's
     * @param machines the newest first
     */
    record Listed(int count, long pending, List<MachineView> machines) {}

    private static final Comparator<Instance> NEWEST_FIRST =
            Comparator.comparing(Instance::createdAt).thenComparing(Instance::id).reversed();

    private final MachineRepository machines;
    private final Providers providers;
    private final Deployment deployment;
    private final InstantSource clock;

    ListMachines(
            MachineRepository machines,
            Providers providers,
            Deployment deployment,
            InstantSource clock) {
        this.machines = machines;
        this.providers = providers;
        this.deployment = deployment;
        this.clock = clock;
    }

    Listed list() {
        var rows =
                machines.living().stream()
                        .collect(Collectors.toMap(Machine::name, Function.identity()));
        var now = clock.instant();
        var views =
                providers.labelled(deployment.label()).stream()
                        .sorted(NEWEST_FIRST)
                        .map(
                                instance ->
                                        MachineView.of(
                                                instance,
                                                Optional.ofNullable(rows.remove(instance.name())),
                                                providers.of(instance.id()).billing(),
                                                now))
                        .toList();
        var pending = rows.values().stream().filter(row -> row.rent().isEmpty()).count();
        return new Listed(views.size(), pending, views);
    }
}
