package openencoder.machines.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.machine.Enrolment;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineSpec;
import openencoder.machine.MachineState;
import openencoder.machine.MachineToken;
import openencoder.machine.ProviderFailure;
import openencoder.machine.Providers;
import openencoder.machine.Rental;
import openencoder.machines.boot.UserDataFactory;
import openencoder.machines.provider.Deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Rents one machine: first its row, then the provider's machine, for which it asks once. A row
 * whose question was not answered, or with a fault, stays ordered: the machine may be there.
 */
public final class RentMachine {
    private static final Logger LOG = LoggerFactory.getLogger(RentMachine.class);

    private final MachineRepository machines;
    private final Providers providers;
    private final UserDataFactory userData;
    private final Deployment deployment;
    private final InstantSource clock;

    public RentMachine(
            MachineRepository machines,
            Providers providers,
            UserDataFactory userData,
            Deployment deployment,
            InstantSource clock) {
        this.machines = machines;
        this.providers = providers;
        this.userData = userData;
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * @param api our own address, which the machine is told to call
     * @throws ProviderFailure as the provider threw it; the row is then gone or, where it is not
     *     known whether there is a machine, still there
     * @throws openencoder.refusal.Unavailable if a new machine would find nothing to load
     */
    public Machine rent(MachineSpec spec, URI api) {
        return rent(MachineId.next(clock.instant()), spec, api);
    }

    /** As {@link #rent(MachineSpec, URI)}, under an id that nothing had before. */
    public Machine rent(MachineId id, MachineSpec spec, URI api) {
        var provider = providers.get(spec.provider());
        var now = clock.instant();
        var token = MachineToken.next(id);
        var text = userData(provider, api, token);
        var name = deployment.machineName(id);
        var machine = Machine.ordered(id, name, spec, Enrolment.of(token, now), now);
        machines.add(machine);
        return order(machine, provider, new InstanceRequest(name, spec, deployment.label(), text));
    }

    private String userData(MachineProvider provider, URI api, MachineToken enrolment) {
        var text = userData.userData(api, enrolment);
        if (text.getBytes(UTF_8).length > provider.userDataLimit())
            throw new IllegalArgumentException("The links are too long for user data.");
        return text;
    }

    private Machine order(Machine machine, MachineProvider provider, InstanceRequest request) {
        try {
            return found(machine, provider, provider.create(request));
        } catch (ProviderFailure failure) {
            if (isNothingThere(failure)) {
                var failed = machine.fail(failure.getMessage());
                machines.end(failed, failed.receipt(clock.instant()));
            }
            throw failure;
        }
    }

    private static boolean isNothingThere(ProviderFailure failure) {
        return switch (failure.kind()) {
            case UNCONFIGURED, UNAUTHORIZED, REFUSED, LIMITED -> true;
            case BROKEN, UNANSWERED -> false;
        };
    }

    private Machine found(Machine ordered, MachineProvider provider, Instance instance) {
        var rented = Rental.of(instance);
        for (var seen = Optional.of(ordered);
                seen.isPresent();
                seen = machines.find(ordered.id())) {
            var machine = seen.get();
            // It has enrolled already, or is being deleted and known.
            if (machine.rent().isPresent()) return machine;
            var stored = machines.replace(machine.found(rented));
            if (stored.isEmpty()) continue;
            if (stored.get().state() instanceof MachineState.Deleting) provider.delete(rented.id());
            return stored.get();
        }
        LOG.atWarn()
                .addKeyValue("machineId", ordered.id())
                .log("Machine was given up while it was being ordered");
        provider.delete(rented.id());
        return ordered.found(rented).delete(clock.instant());
    }
}
