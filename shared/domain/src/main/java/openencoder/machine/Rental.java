package openencoder.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A machine as it is paid for: from {@code createdAt} until its deletion is confirmed.
 *
 * @param providerId the provider's number for it
 * @param createdAt when, by the provider's clock
 * @param address its public IPv4 address; empty until the provider told it
 * @param priceHourly US dollars
 */
public record Rental(
        long providerId, Instant createdAt, Optional<String> address, BigDecimal priceHourly) {
    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final long LEAST_SECONDS = 60;
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
    private static final int SCALE = 12;

    public static Rental of(MachineProvider.Instance instance) {
        return new Rental(
                instance.id(),
                instance.createdAt(),
                instance.addresses().stream().findFirst(),
                instance.priceHourly());
    }

    /**
     * US dollars, unrounded: by the second, begun ones included, of which the provider charges at
     * least 60, and at least a cent.
     */
    public BigDecimal cost(Instant until) {
        return cost(createdAt, until, priceHourly);
    }

    static BigDecimal cost(Instant from, Instant until, BigDecimal priceHourly) {
        var length = Duration.between(from, until);
        var begun = length.toSeconds() + (length.toNanosPart() > 0 ? 1 : 0);
        var seconds = BigDecimal.valueOf(Math.max(LEAST_SECONDS, begun));
        return priceHourly.multiply(seconds).divide(HOUR, SCALE, RoundingMode.HALF_UP).max(LEAST);
    }

    Rental at(String known) {
        return new Rental(providerId, createdAt, Optional.of(known), priceHourly);
    }
}
