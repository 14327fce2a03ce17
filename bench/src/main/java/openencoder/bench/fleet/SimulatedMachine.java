package openencoder.bench.fleet;

import openencoder.fleet.FleetView.Member;
import openencoder.machine.Billing;
import openencoder.machine.MachineId;
import openencoder.machine.MachineStatus;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** One that boots, has one job at a time, and is paid for until it is deleted. */
final class SimulatedMachine {
    /** As DigitalOcean bills. */
    static final Billing BILLING =
            new Billing(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    new BigDecimal("0.01"),
                    Currency.getInstance("USD"));

    private final MachineId id;
    private final Instant ordered;
    private final BigDecimal priceHourly;
    private MachineStatus status = MachineStatus.BOOTING;
    private Instant jobBegan = Instant.MIN;
    private Instant idleSince = Instant.MIN;
    private boolean busy;
    private Duration worked = Duration.ZERO;

    SimulatedMachine(Instant ordered, BigDecimal priceHourly) {
        id = MachineId.next(ordered);
        this.ordered = ordered;
        this.priceHourly = priceHourly;
    }

    MachineId id() {
        return id;
    }

    boolean takesJobs() {
        return status == MachineStatus.WORKING && !busy;
    }

    void booted(Instant now) {
        status = MachineStatus.WORKING;
        idleSince = now;
    }

    void begin(Instant now) {
        busy = true;
        jobBegan = now;
    }

    /** How long it had the job that ends. */
    Duration end(Instant now) {
        var length = Duration.between(jobBegan, now);
        busy = false;
        idleSince = now;
        worked = worked.plus(length);
        return length;
    }

    /** How long it has had its job; empty if it has none. */
    Optional<Duration> working(Instant now) {
        return busy ? Optional.of(Duration.between(jobBegan, now)) : Optional.empty();
    }

    void drain() {
        status = MachineStatus.DRAINING;
    }

    /** What its agent says at its next heartbeat. */
    void heartbeat() {
        if (status == MachineStatus.DRAINING && !busy) status = MachineStatus.DRAINED;
    }

    Duration worked() {
        return worked;
    }

    Duration paid(Instant until) {
        return Duration.between(ordered, until);
    }

    BigDecimal cost(Instant until) {
        return BILLING.cost(ordered, until, priceHourly);
    }

    Member seen(Instant now) {
        var enrolled = status != MachineStatus.BOOTING;
        return new Member(
                id,
                false,
                status,
                ordered,
                enrolled ? now : ordered,
                enrolled && !busy ? Optional.of(idleSince) : Optional.empty(),
                busy,
                priceHourly,
                BILLING);
    }
}
