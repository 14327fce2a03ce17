package openencoder.machine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of a machine.
 *
 * @param bill empty if the provider never had it
 * @param failure why the provider refused it, if it did
 * @param ended when it was known to be gone
 */
public record Receipt(
        MachineId id,
        String name,
        MachineSpec spec,
        Optional<Bill> bill,
        Optional<String> failure,
        Instant ended) {
    /**
     * What was paid for.
     *
     * @param id of the instance
     * @param priceHourly in the currency that the provider bills in
     */
    public record Bill(InstanceId id, Instant from, Instant to, BigDecimal priceHourly) {
        static Bill of(Rental rental, Instant until) {
            return new Bill(rental.id(), rental.createdAt(), until, rental.priceHourly());
        }
    }

    /**
     * Unrounded; nothing if the provider never had it.
     *
     * @param billing of its provider
     */
    public BigDecimal cost(Billing billing) {
        return bill.map(paid -> billing.cost(paid.from(), paid.to(), paid.priceHourly()))
                .orElse(BigDecimal.ZERO);
    }
}
