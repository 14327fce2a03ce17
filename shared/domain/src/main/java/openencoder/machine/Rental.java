package openencoder.machine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A machine as it is paid for: from {@code createdAt} until its deletion is confirmed.
 *
 * @param createdAt when, by the provider's clock
 * @param address its public IPv4 address; empty until the provider told it
 * @param priceHourly in the currency that the provider bills in
 */
public record Rental(
        InstanceId id, Instant createdAt, Optional<String> address, BigDecimal priceHourly) {
    public static Rental of(MachineProvider.Instance instance) {
        return new Rental(
                instance.id(),
                instance.createdAt(),
                instance.addresses().stream().findFirst(),
                instance.priceHourly());
    }

    /**
     * Unrounded.
     *
     * @param billing of its provider
     */
    public BigDecimal cost(Instant until, Billing billing) {
        return billing.cost(createdAt, until, priceHourly);
    }

    Rental at(String known) {
        return new Rental(id, createdAt, Optional.of(known), priceHourly);
    }
}
