package openencoder.fleet;

import openencoder.machine.Billing;
import openencoder.machine.MachineId;
import openencoder.machine.MachineStatus;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is at one moment.
 *
 * @param machines all that are paid for or may be: ordered and not yet known to be gone
 * @param waiting jobs that no machine has
 * @param pace how long machines have a job
 * @param boot from a machine's order until it takes jobs, as measured
 * @param priceHourly of the next machine in US dollars; empty if it cannot be had
 */
public record FleetView(
        List<Member> machines,
        long waiting,
        JobDurations pace,
        Duration boot,
        Optional<BigDecimal> priceHourly,
        Instant now) {
    public FleetView {
        machines = List.copyOf(machines);
    }

    /** What the machines cost an hour together, in US dollars. */
    static BigDecimal hourly(List<Member> machines) {
        return machines.stream().map(Member::priceHourly).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * A machine.
     *
     * @param manual ordered by a user: counts, but is left alone
     * @param ordered when, by our clock
     * @param lastSeen when its agent last called; its order if it never has
     * @param idleSince since when its agent says that it has no job; empty if it has one, or has
     *     never called
     * @param leased whether a job's lease that is not over names it, whatever its agent says
     * @param priceHourly US dollars
     * @param billing of its provider
     */
    public record Member(
            MachineId id,
            boolean manual,
            MachineStatus status,
            Instant ordered,
            Instant lastSeen,
            Optional<Instant> idleSince,
            boolean leased,
            BigDecimal priceHourly,
            Billing billing) {
        boolean isComing() {
            return status == MachineStatus.ORDERED || status == MachineStatus.BOOTING;
        }

        boolean isWorking() {
            return status == MachineStatus.WORKING;
        }

        boolean isIdle() {
            return isWorking() && idleSince.isPresent() && !leased;
        }

        /** How long it has been idle; zero if it is not. */
        Duration idleFor(Instant now) {
            return isIdle() ? Duration.between(idleSince.get(), now) : Duration.ZERO;
        }

        boolean isSilentFor(Duration length, Instant now) {
            return !lastSeen.plus(length).isAfter(now);
        }
    }
}
