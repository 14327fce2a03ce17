package openencoder.testing;

import openencoder.job.JobId;
import openencoder.machine.Enrolment;
import openencoder.machine.InstanceId;
import openencoder.machine.Label;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.MachineSpec;
import openencoder.machine.MachineToken;
import openencoder.machine.Origin;
import openencoder.machine.ProviderId;
import openencoder.machine.Rental;
import openencoder.machine.Session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Machines to store and compare. */
public final class SampleMachines {
    public static final BigDecimal PRICE = new BigDecimal("0.00743999984115362");
    public static final String ADDRESS = "192.0.2.7";

    private SampleMachines() {}

    public static Machine ordered(Instant now) {
        return ordered(MachineToken.next(MachineId.next(now)), Origin.MANUAL, now);
    }

    /**
     * @param enrolment whose machine it is
     */
    public static Machine ordered(MachineToken enrolment, Origin origin, Instant now) {
        var id = enrolment.machine();
        var spec = new MachineSpec(ProviderId.DIGITALOCEAN, "sfo3", "s-1vcpu-1gb", PRICE, origin);
        return Machine.ordered(id, "test-" + id, spec, Enrolment.of(enrolment, now), now);
    }

    /** With a number that no {@code int} holds. */
    public static Rental rented(Instant now) {
        return new Rental(instance(3_000_000_007L), now, Optional.empty(), PRICE);
    }

    /** DigitalOcean's. */
    public static InstanceId instance(long number) {
        return new InstanceId(ProviderId.DIGITALOCEAN, Long.toString(number));
    }

    /**
     * @param text {@code key:value}
     */
    public static Label label(String text) {
        var parts = text.split(":", 2);
        return new Label(parts[0], parts.length == 2 ? parts[1] : "");
    }

    /**
     * @param label {@code key:value}
     */
    public static InstanceRequest request(
            String name, String region, String size, String label, String userData) {
        var spec = new MachineSpec(ProviderId.DIGITALOCEAN, region, size, PRICE, Origin.MANUAL);
        return new InstanceRequest(name, spec, label(label), userData);
    }

    public static Machine working(Machine booting, Instant now) {
        return booting.enrol(ADDRESS, session(booting.id(), now), now);
    }

    public static Session session(MachineId id, Instant now) {
        return Session.of(MachineToken.next(id), now);
    }

    /** The moves that lead an ordered machine to each state, and to each shape of one. */
    public static Stream<UnaryOperator<Machine>> toEveryState(Instant now) {
        UnaryOperator<Machine> booting = machine -> machine.found(rented(now));
        UnaryOperator<Machine> working = machine -> working(booting.apply(machine), now);
        var job = Optional.of(new JobId(7));
        var later = now.plusNanos(123_456_789);
        return Stream.of(
                machine -> machine,
                booting,
                working,
                machine -> working.apply(machine).heartbeat(job, later),
                machine -> renewed(working.apply(machine), later),
                machine -> working.apply(machine).drain(later),
                machine -> working.apply(machine).drain(later).drained(),
                machine -> machine.delete(later),
                machine -> working.apply(machine).delete(later),
                machine -> machine.fail("unprocessable_entity: Größe?"));
    }

    private static Machine renewed(Machine working, Instant now) {
        var used = working.agent().orElseThrow().sessions().getFirst();
        return working.renew(used, session(working.id(), now));
    }
}
