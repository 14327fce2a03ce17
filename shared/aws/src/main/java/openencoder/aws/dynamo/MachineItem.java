package openencoder.aws.dynamo;

import openencoder.job.JobId;
import openencoder.machine.AgentStatus;
import openencoder.machine.Enrolment;
import openencoder.machine.InstanceId;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineSpec;
import openencoder.machine.MachineState;
import openencoder.machine.MachineStatus;
import openencoder.machine.Origin;
import openencoder.machine.ProviderId;
import openencoder.machine.Rental;
import openencoder.machine.Session;

import java.util.Locale;

/** A machine as a row of the partition of those that live. */
final class MachineItem {
    static final String LIVING = "machines";

    private MachineItem() {}

    static Item write(Machine machine) {
        var item =
                Item.empty()
                        .text(Item.PK, LIVING)
                        .text("id", machine.id().value())
                        .map("asked", spec(machine.name(), machine.spec()))
                        .text("status", machine.status().wireName())
                        .time("ordered", machine.ordered())
                        .number("revision", machine.revision());
        switch (machine.state()) {
            case MachineState.Ordered state -> item.map("enrolment", enrolment(state.enrolment()));
            case MachineState.Booting state -> item.map("enrolment", enrolment(state.enrolment()));
            case MachineState.Working state -> item.map("agent", agent(state.agent()));
            case MachineState.Drained state -> item.map("agent", agent(state.agent()));
            case MachineState.Draining state ->
                    item.map("agent", agent(state.agent())).time("drain_asked", state.asked());
            case MachineState.Deleting state -> item.time("deleting_since", state.since());
            case MachineState.Failed state -> item.text("reason", state.reason());
        }
        machine.rent().ifPresent(rented -> item.map("rented", rented(rented)));
        return item;
    }

    static Machine read(Item item) {
        return new Machine(
                new MachineId(item.text("id")),
                item.map("asked").text("name"),
                spec(item.map("asked")),
                state(item),
                item.time("ordered"),
                item.number("revision"));
    }

    static Item spec(String name, MachineSpec spec) {
        return Item.empty()
                .text("name", name)
                .text("provider", spec.provider().value())
                .text("region", spec.region())
                .text("size", spec.size())
                .amount("price_hourly", spec.priceHourly())
                .text("maker", spec.origin().wireName());
    }

    static MachineSpec spec(Item item) {
        return new MachineSpec(
                provider(item),
                item.text("region"),
                item.text("size"),
                item.amount("price_hourly"),
                Origin.valueOf(item.text("maker").toUpperCase(Locale.ROOT)));
    }

    private static MachineState state(Item item) {
        var status =
                MachineStatus.ofWireName(item.text("status"))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "No status: " + item.text("status")));
        return switch (status) {
            case ORDERED -> new MachineState.Ordered(enrolment(item.map("enrolment")));
            case BOOTING ->
                    new MachineState.Booting(
                            rented(item.map("rented")), enrolment(item.map("enrolment")));
            case WORKING ->
                    new MachineState.Working(rented(item.map("rented")), agent(item.map("agent")));
            case DRAINING ->
                    new MachineState.Draining(
                            rented(item.map("rented")),
                            agent(item.map("agent")),
                            item.time("drain_asked"));
            case DRAINED ->
                    new MachineState.Drained(rented(item.map("rented")), agent(item.map("agent")));
            case DELETING ->
                    new MachineState.Deleting(
                            item.maybeMap("rented", MachineItem::rented),
                            item.time("deleting_since"));
            case FAILED -> new MachineState.Failed(item.text("reason"));
        };
    }

    /** The first provider's, in a row from before there were several. */
    static ProviderId provider(Item item) {
        return item.maybe("provider", Item::text)
                .map(ProviderId::new)
                .orElse(ProviderId.DIGITALOCEAN);
    }

    /** In a row from before there were several providers, it is DigitalOcean's number. */
    static InstanceId instance(Item item) {
        var written =
                item.maybe("instance", Item::text)
                        .orElseGet(() -> Long.toString(item.number("provider_id")));
        return InstanceId.parse(written)
                .orElseThrow(() -> new IllegalStateException("No instance: " + written));
    }

    private static Item rented(Rental rented) {
        var item =
                Item.empty()
                        .text("instance", rented.id().toString())
                        .time("created", rented.createdAt())
                        .amount("price_hourly", rented.priceHourly());
        rented.address().ifPresent(address -> item.text("address", address));
        return item;
    }

    private static Rental rented(Item item) {
        return new Rental(
                instance(item),
                item.time("created"),
                item.maybe("address", Item::text),
                item.amount("price_hourly"));
    }

    private static Item enrolment(Enrolment enrolment) {
        return Item.empty().hex("hash", enrolment.hash()).time("expires", enrolment.expires());
    }

    private static Enrolment enrolment(Item item) {
        return new Enrolment(item.hex("hash"), item.time("expires"));
    }

    private static Item agent(AgentStatus agent) {
        var item =
                Item.empty()
                        .list(
                                "sessions",
                                agent.sessions().stream().map(MachineItem::session).toList())
                        .time("since", agent.since())
                        .time("last_seen", agent.lastSeen());
        agent.job().ifPresent(job -> item.number("job", job.value()));
        return item;
    }

    private static AgentStatus agent(Item item) {
        return new AgentStatus(
                item.list("sessions").stream().map(MachineItem::session).toList(),
                item.maybe("job", Item::number).map(JobId::new),
                item.time("since"),
                item.time("last_seen"));
    }

    private static Item session(Session session) {
        return Item.empty().hex("hash", session.hash()).time("expires", session.expires());
    }

    private static Session session(Item item) {
        return new Session(item.hex("hash"), item.time("expires"));
    }
}
