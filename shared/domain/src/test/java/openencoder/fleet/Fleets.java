package openencoder.fleet;

import openencoder.fleet.FleetView.Member;
import openencoder.machine.Billing;
import openencoder.machine.MachineId;
import openencoder.machine.MachineStatus;
import openencoder.machine.ProviderId;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Views to decide on. */
final class Fleets {
    static final Billing BILLING =
            new Billing(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    new BigDecimal("0.01"),
                    Currency.getInstance("USD"));

    static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    static final BigDecimal PRICE = new BigDecimal("0.125");
    static final Duration BOOT = Duration.ofSeconds(75);

    private Fleets() {}

    static FleetSettings settings(int min, int max, String maxHourly, Duration targetWait) {
        return new FleetSettings(
                true,
                min,
                max,
                new BigDecimal(maxHourly),
                targetWait,
                Duration.ofMinutes(10),
                ProviderId.DIGITALOCEAN,
                "fra1",
                "c-4");
    }

    static FleetSettings settings() {
        return settings(0, 20, "10", Duration.ofMinutes(5));
    }

    static FleetView view(long waiting, Member... machines) {
        return new FleetView(
                List.of(machines),
                waiting,
                new JobDurations(Duration.ofMinutes(1), Duration.ZERO),
                BOOT,
                Optional.of(PRICE),
                NOW);
    }

    static Member busy() {
        return member(MachineStatus.WORKING, Duration.ofHours(1), Optional.empty());
    }

    static Member idle(Duration since) {
        return member(MachineStatus.WORKING, Duration.ofHours(1), Optional.of(since));
    }

    static Member idle(Duration age, Duration since) {
        return member(MachineStatus.WORKING, age, Optional.of(since));
    }

    static Member booting(Duration age) {
        return member(MachineStatus.BOOTING, age, Optional.empty());
    }

    static Member member(MachineStatus status, Duration age, Optional<Duration> idle) {
        var coming = status == MachineStatus.ORDERED || status == MachineStatus.BOOTING;
        var ordered = NOW.minus(age);
        return new Member(
                MachineId.next(NOW),
                false,
                status,
                ordered,
                coming ? ordered : NOW,
                idle.map(NOW::minus),
                false,
                PRICE,
                BILLING);
    }

    static Member manual(Member machine) {
        return new Member(
                machine.id(),
                true,
                machine.status(),
                machine.ordered(),
                machine.lastSeen(),
                machine.idleSince(),
                machine.leased(),
                machine.priceHourly(),
                machine.billing());
    }

    static Member silent(Member machine, Duration since) {
        return new Member(
                machine.id(),
                machine.manual(),
                machine.status(),
                machine.ordered(),
                NOW.minus(since),
                machine.idleSince(),
                machine.leased(),
                machine.priceHourly(),
                machine.billing());
    }

    static Member leased(Member machine) {
        return new Member(
                machine.id(),
                machine.manual(),
                machine.status(),
                machine.ordered(),
                machine.lastSeen(),
                machine.idleSince(),
                true,
                machine.priceHourly(),
                machine.billing());
    }

    /** Anything that may be met. */
    static FleetView anyView(RandomGenerator random) {
        var machines = new ArrayList<Member>();
        var count = random.nextInt(30);
        for (var i = 0; i < count; i++) machines.add(anyMember(random));
        return new FleetView(
                machines,
                random.nextInt(3) == 0 ? 0 : random.nextInt(200),
                new JobDurations(seconds(random, 2_000), seconds(random, 2_000)),
                seconds(random, 200),
                random.nextInt(10) == 0 ? Optional.empty() : Optional.of(anyPrice(random)),
                NOW);
    }

    private static Member anyMember(RandomGenerator random) {
        var statuses =
                List.of(
                        MachineStatus.ORDERED,
                        MachineStatus.BOOTING,
                        MachineStatus.WORKING,
                        MachineStatus.WORKING,
                        MachineStatus.WORKING,
                        MachineStatus.DRAINING,
                        MachineStatus.DRAINED,
                        MachineStatus.DELETING);
        var status = statuses.get(random.nextInt(statuses.size()));
        var age = seconds(random, 2_000);
        var called = status != MachineStatus.ORDERED && status != MachineStatus.BOOTING;
        var idle =
                called && random.nextBoolean()
                        ? Optional.of(NOW.minus(seconds(random, 1_500)))
                        : Optional.<Instant>empty();
        return new Member(
                MachineId.next(NOW),
                random.nextInt(5) == 0,
                status,
                NOW.minus(age),
                called
                        ? NOW.minus(seconds(random, random.nextInt(4) == 0 ? 600 : 40))
                        : NOW.minus(age),
                idle,
                called && random.nextInt(3) == 0,
                anyPrice(random),
                BILLING);
    }

    static FleetSettings anySettings(RandomGenerator random) {
        var max = random.nextInt(40);
        return new FleetSettings(
                random.nextInt(6) > 0,
                max == 0 ? 0 : random.nextInt(max + 1) / 2,
                max,
                BigDecimal.valueOf(random.nextInt(600), 2),
                seconds(random, 3_600),
                FleetSettings.SHORTEST_IDLE.plus(seconds(random, 3_600)),
                ProviderId.DIGITALOCEAN,
                "fra1",
                "c-4");
    }

    private static BigDecimal anyPrice(RandomGenerator random) {
        return BigDecimal.valueOf(random.nextInt(1, 300), 3);
    }

    private static Duration seconds(RandomGenerator random, int below) {
        return Duration.ofSeconds(random.nextInt(below));
    }
}
