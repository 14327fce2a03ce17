package openencoder.machines.api;

import openencoder.job.JobId;
import openencoder.machine.AgentStatus;
import openencoder.machine.Billing;
import openencoder.machine.Label;
import openencoder.machine.Machine;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.Status;
import openencoder.machine.Rental;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine as the API shows it; what is not known is null.
 *
 * @param id as {@link MachineRef} has it
 * @param status new, active, off or archive, as the first version of the API had it
 * @param region its name
 * @param state what it is to us; {@code unknown} for one that only its tag makes ours
 * @param worker our own id of it, by which GET /api/workers lists it
 * @param jobId that it works on
 * @param priceHourly US dollars
 * @param cost US dollars until now
 * @param madeBy manual or fleet
 */
record MachineView(
        Object id,
        String name,
        String status,
        String sizeSlug,
        Instant createdAt,
        String region,
        List<String> tags,
        String provider,
        String regionSlug,
        String state,
        Optional<String> worker,
        Optional<Long> jobId,
        Optional<Instant> lastSeen,
        Optional<String> madeBy,
        BigDecimal priceHourly,
        BigDecimal cost) {
    private static final int CENTS = 2;

    static MachineView of(
            Instance instance, Optional<Machine> machine, Billing billing, Instant now) {
        var agent = machine.flatMap(Machine::agent);
        return new MachineView(
                MachineRef.shown(instance.id()),
                instance.name(),
                status(instance.status()),
                instance.size(),
                instance.createdAt(),
                instance.regionName(),
                instance.labels().stream().map(Label::toString).sorted().toList(),
                instance.id().provider().value(),
                instance.region(),
                machine.map(known -> known.status().wireName()).orElse("unknown"),
                machine.map(known -> known.id().value()),
                agent.flatMap(AgentStatus::job).map(JobId::value),
                agent.map(AgentStatus::lastSeen),
                machine.map(known -> known.spec().origin().wireName()),
                instance.priceHourly(),
                cents(Rental.of(instance).cost(now, billing)));
    }

    private static String status(Status status) {
        return switch (status) {
            case PENDING -> "new";
            case RUNNING -> "active";
            case STOPPED -> "off";
            case GONE -> "archive";
        };
    }

    static BigDecimal cents(BigDecimal dollars) {
        return dollars.setScale(CENTS, RoundingMode.HALF_UP);
    }
}
