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
        Machine.Asked asked,
        Optional<Bill> bill,
        Optional<String> failure,
        Instant ended) {
    /**
     * What was paid.
     *
     * @param priceHourly US dollars
     */
    public record Bill(long providerId, Instant from, Instant to, BigDecimal priceHourly) {
        static Bill of(Rental rented, Instant until) {
            return new Bill(rented.providerId(), rented.createdAt(), until, rented.priceHourly());
        }

        /** US dollars, unrounded. */
        public BigDecimal cost() {
            return Rental.cost(from, to, priceHourly);
        }
    }

    /** US dollars, unrounded; nothing if the provider never had it. */
    public BigDecimal cost() {
        return bill.map(Bill::cost).orElse(BigDecimal.ZERO);
    }
}
