package openencoder.machines.api;

import openencoder.job.JobId;
import openencoder.machine.Agent;
import openencoder.machine.Machine;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.Rental;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A machine as the API shows it; what is not known is null.
 *
 * @param id the provider's
 * @param status the provider's: new, active, off or archive
 * @param region its name
 * @param state what it is to us; {@code unknown} for one that only its tag makes ours
 * @param worker our own id of it, by which GET /api/workers lists it
 * @param jobId that it works on
 * @param priceHourly US dollars
 * @param cost US dollars until now
 * @param madeBy manual or fleet
 */
record MachineView(
        long id,
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
            Instance instance, Optional<Machine> machine, String provider, Instant now) {
        var agent = machine.flatMap(Machine::agent);
        return new MachineView(
                instance.id(),
                instance.name(),
                instance.status().name().toLowerCase(Locale.ROOT),
                instance.size(),
                instance.createdAt(),
                instance.regionName(),
                instance.tags().stream().sorted().toList(),
                provider,
                instance.region(),
                machine.map(known -> known.status().wireName()).orElse("unknown"),
                machine.map(known -> known.id().value()),
                agent.flatMap(Agent::job).map(JobId::value),
                agent.map(Agent::lastSeen),
                machine.map(known -> known.asked().origin().wireName()),
                instance.priceHourly(),
                cents(Rental.of(instance).cost(now)));
    }

    static BigDecimal cents(BigDecimal dollars) {
        return dollars.setScale(CENTS, RoundingMode.HALF_UP);
    }
}
