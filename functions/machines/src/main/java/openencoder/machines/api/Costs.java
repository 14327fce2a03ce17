package openencoder.machines.api;

import openencoder.machine.Billing;
import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.ProviderId;
import openencoder.machine.Providers;
import openencoder.machine.Rental;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** What this deployment's machines cost, the fleet's and all others. */
public final class Costs {
    /**
     * @param machines that are paid for
     * @param costPerHour of these, US dollars
     * @param costThisMonth US dollars of these and of those that ended since the month began, by
     *     UTC, each from its beginning
     */
    record Status(int machines, BigDecimal costPerHour, BigDecimal costThisMonth) {}

    private final MachineRepository machines;
    private final Providers providers;
    private final InstantSource clock;

    Costs(MachineRepository machines, Providers providers, InstantSource clock) {
        this.machines = machines;
        this.providers = providers;
        this.clock = clock;
    }

    Status now() {
        var now = clock.instant();
        var rented =
                machines.living().stream().map(Machine::rent).flatMap(Optional::stream).toList();
        var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        var ended =
                machines.receipts(month).stream()
                        .map(receipt -> receipt.cost(billing(receipt.spec().provider())));
        var living = rented.stream().map(rent -> rent.cost(now, billing(rent.id().provider())));
        return new Status(
                rented.size(),
                sum(rented.stream().map(Rental::priceHourly)),
                MachineView.cents(sum(Stream.concat(ended, living))));
    }

    private Billing billing(ProviderId provider) {
        return providers.billing(provider);
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
