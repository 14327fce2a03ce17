package openencoder.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

/**
 * How a provider charges for an instance, from its creation until its deletion.
 *
 * @param minimum time that is charged at least
 * @param step a begun step of time is charged whole
 * @param least amount that is charged at least
 * @param currency of this amount and of every price of the provider
 */
public record Billing(Duration minimum, Duration step, BigDecimal least, Currency currency) {
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int SCALE = 12;

    public Billing {
        if (step.toSeconds() < 1) throw new IllegalArgumentException("a step is a second or more");
    }

    /** Unrounded. */
    public BigDecimal cost(Instant from, Instant until, BigDecimal priceHourly) {
        var seconds = BigDecimal.valueOf(Math.max(minimum.toSeconds(), begun(from, until)));
        return priceHourly.multiply(seconds).divide(HOUR, SCALE, RoundingMode.HALF_UP).max(least);
    }

    private long begun(Instant from, Instant until) {
        var length = Duration.between(from, until);
        var seconds = length.toSeconds() + (length.toNanosPart() > 0 ? 1 : 0);
        return Math.ceilDiv(seconds, step.toSeconds()) * step.toSeconds();
    }

    /** How long an instance runs for the least that is charged for one; a day at most. */
    public Duration leastPaid(BigDecimal priceHourly) {
        if (priceHourly.signum() == 0) return A_DAY;
        var seconds =
                cost(Instant.EPOCH, Instant.EPOCH, priceHourly)
                        .multiply(HOUR)
                        .divide(priceHourly, 0, RoundingMode.FLOOR);
        return Duration.ofSeconds(seconds.min(BigDecimal.valueOf(A_DAY.toSeconds())).longValue());
    }
}
