package openencoder.machines.fleet;

import openencoder.machine.Enrolment;
import openencoder.machine.Machine;
import openencoder.machine.Machine.Asked;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.Order;
import openencoder.machine.MachineProvider.Size;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineState;
import openencoder.machine.MachineToken;
import openencoder.machine.Origin;
import openencoder.machine.ProviderFailure;
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

    /**
     * @param region slug
     * @param api our own address, which the machine is told to call
     */
    public record Wish(String region, Size size, Origin origin, URI api) {}

    private final MachineRepository machines;
    private final MachineProvider provider;
    private final UserDataFactory booting;
    private final Deployment deployment;
    private final InstantSource clock;

    public RentMachine(
            MachineRepository machines,
            MachineProvider provider,
            UserDataFactory booting,
            Deployment deployment,
            InstantSource clock) {
        this.machines = machines;
        this.provider = provider;
        this.booting = booting;
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * @throws ProviderFailure as the provider threw it; the row is then gone or, where it is not
     *     known whether there is a machine, still there
     * @throws openencoder.refusal.Unavailable if a new machine would find nothing to load
     */
    public Machine rent(Wish wish) {
        return rent(MachineId.next(clock.instant()), wish);
    }

    /** As {@link #rent(Wish)}, under an id that nothing had before. */
    public Machine rent(MachineId id, Wish wish) {
        var now = clock.instant();
        var token = MachineToken.next(id);
        var userData = booting.userData(wish.api(), token);
        var machine =
                Machine.ordered(token.machine(), asked(wish, token), Enrolment.of(token, now), now);
        machines.add(machine);
        return order(machine, userData);
    }

    private Asked asked(Wish wish, MachineToken token) {
        return new Asked(
                deployment.machineName(token.machine()),
                wish.region(),
                wish.size().slug(),
                wish.size().priceHourly(),
                wish.origin());
    }

    private Machine order(Machine machine, String userData) {
        var asked = machine.asked();
        var order =
                new Order(asked.name(), asked.region(), asked.size(), deployment.tag(), userData);
        try {
            return found(machine, provider.create(order));
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

    private Machine found(Machine ordered, Instance instance) {
        var rented = Rental.of(instance);
        for (var seen = Optional.of(ordered);
                seen.isPresent();
                seen = machines.find(ordered.id())) {
            var machine = seen.get();
            // It has enrolled already, or is being deleted and known.
            if (machine.rent().isPresent()) return machine;
            var stored = machines.replace(machine.found(rented));
            if (stored.isEmpty()) continue;
            if (stored.get().state() instanceof MachineState.Deleting)
                provider.delete(rented.providerId());
            return stored.get();
        }
        LOG.atWarn()
                .addKeyValue("machineId", ordered.id())
                .log("Machine was given up while it was being ordered");
        provider.delete(rented.providerId());
        return ordered.found(rented).delete(clock.instant());
    }
}
