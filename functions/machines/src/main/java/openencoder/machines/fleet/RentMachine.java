package openencoder.machines.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.fleet.FleetSettings;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** A machine whose row is stored, and whose provider is to be asked for it. */
    public record Order(Machine machine, InstanceRequest request) {}

    /**
     * Stores the rows of machines, all or none, if the fleet's limits leave room for them beside
     * all that live; two who do so at once do not exceed them.
     *
     * @param api our own address, which the machines are told to call
     * @return empty if the limits leave no room
     * @throws openencoder.refusal.Unavailable if a new machine would find nothing to load
     */
    public List<Order> prepare(int count, MachineSpec spec, FleetSettings limits, URI api) {
        var orders = IntStream.range(0, count).mapToObj(_ -> order(spec, api)).toList();
        var isWithin =
                machines.addIf(
                        living -> limits.allows(living, count, spec.priceHourly()),
                        orders.stream().map(Order::machine).toList());
        return isWithin ? orders : List.of();
    }

    private Order order(MachineSpec spec, URI api) {
        var now = clock.instant();
        var id = MachineId.next(now);
        var token = MachineToken.next(id);
        var text = userData(providers.get(spec.provider()), api, token);
        var name = deployment.machineName(id);
        return new Order(
                Machine.ordered(id, name, spec, Enrolment.of(token, now), now),
                new InstanceRequest(name, spec, deployment.label(), text));
    }

    /**
     * Asks the provider.
     *
     * @throws ProviderFailure as the provider threw it; the row is then gone or, where it is not
     *     known whether there is a machine, still there
     */
    public Machine rent(Order order) {
        var provider = providers.get(order.machine().spec().provider());
        return order(order.machine(), provider, order.request());
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
