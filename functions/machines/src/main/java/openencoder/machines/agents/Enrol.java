package openencoder.machines.agents;

import openencoder.machine.Machine;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineToken;
import openencoder.machine.ProviderFailure;
import openencoder.machine.Providers;
import openencoder.machine.Rental;
import openencoder.machine.Session;
import openencoder.machines.provider.Deployment;
import openencoder.protocol.EnrolAnswer;
import openencoder.protocol.SessionGrant;
import openencoder.refusal.Unauthenticated;
import openencoder.refusal.Unavailable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets a new machine in, once: its token must be the one it was booted with, and the provider must
 * know the machine under its name, with our label, at the address that calls. The token is used up
 * by the write that makes it work.
 */
public final class Enrol {
    private static final int ROUNDS = 5;

    static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

    private final MachineRepository machines;
    private final Providers providers;
    private final MachineCredentials credentials;
    private final Deployment deployment;
    private final AgentSettings settings;
    private final InstantSource clock;

    Enrol(
            MachineRepository machines,
            Providers providers,
            MachineCredentials credentials,
            Deployment deployment,
            AgentSettings settings,
            InstantSource clock) {
        this.machines = machines;
        this.providers = providers;
        this.credentials = credentials;
        this.deployment = deployment;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param address that calls
     * @throws Unauthenticated {@code enrolment.refused}, which does not say why
     * @throws Unavailable {@code provider.unavailable} if the provider cannot be asked or has not
     *     yet told the machine's address; the token is then still good
     */
    EnrolAnswer enrol(String text, String address) {
        var token = MachineToken.parse(text).orElseThrow(Enrol::refused);
        for (var round = 0; round < ROUNDS; round++) {
            var machine =
                    machines.find(token.machine())
                            .filter(found -> found.admits(token, clock.instant()))
                            .orElseThrow(Enrol::refused);
            var instance = instance(machine);
            check(machine, instance, address);
            var enrolled = enrol(machine, instance, address);
            if (enrolled.isPresent()) return enrolled.get();
        }
        throw new Unavailable(
                "enrolment.contended", "The machine is being changed; try again shortly.");
    }

    /** Empty if another request was faster. */
    private Optional<EnrolAnswer> enrol(Machine machine, Instance instance, String address) {
        var now = clock.instant();
        var token = MachineToken.next(machine.id());
        var session = Session.of(token, now);
        var grant = new SessionGrant(token.text(), session.expires());
        var booting = machine.rent().isPresent() ? machine : machine.found(Rental.of(instance));
        var working = booting.enrol(address, session, now);
        // Before the token is used up, for then there is no second try.
        var issued = credentials.forQueue(working);
        return machines.replace(working)
                .map(
                        stored ->
                                new EnrolAnswer(
                                        new EnrolAnswer.Name(stored.id().value(), stored.name()),
                                        grant,
                                        BETWEEN_HEARTBEATS.toSeconds(),
                                        issued,
                                        settings.environment()));
    }

    private Instance instance(Machine machine) {
        try {
            var provider = providers.get(machine.spec().provider());
            var rented = machine.rent();
            if (rented.isPresent())
                return provider.find(rented.get().id()).orElseThrow(Enrol::refused);
            return provider.labelled(deployment.label()).stream()
                    .filter(instance -> instance.name().equals(machine.name()))
                    .findFirst()
                    .orElseThrow(() -> notYet("does not show the machine yet"));
        } catch (ProviderFailure failure) {
            throw notYet("cannot be asked just now");
        }
    }

    private void check(Machine machine, Instance instance, String address) {
        if (!deployment.owns(instance) || !instance.name().equals(machine.name())) throw refused();
        if (instance.addresses().isEmpty()) throw notYet("has not told the machine's address yet");
        if (!instance.addresses().contains(address)) throw refused();
    }

    private static Unavailable notYet(String what) {
        return new Unavailable(
                "provider.unavailable", "The provider %s; try again shortly.".formatted(what));
    }

    private static Unauthenticated refused() {
        return new Unauthenticated(
                "enrolment.refused",
                "This enrolment does not count: it was used, has expired, or is another"
                        + " machine's.");
    }
}
