package openencoder.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

class BillingTest {
    private static final Instant FROM = Instant.parse("2026-01-02T12:00:00Z");
    private static final Billing BY_THE_HOUR =
            new Billing(
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    BigDecimal.ZERO,
                    Currency.getInstance("USD"));

    @ParameterizedTest
    @CsvSource({"PT1S, 0.5", "PT1H, 0.5", "PT1H0.001S, 1.0", "PT2H30M, 1.5", "PT-5S, 0.5"})
    void a_begun_step_is_charged_whole(Duration length, BigDecimal cost) {
        assertThat(BY_THE_HOUR.cost(FROM, FROM.plus(length), new BigDecimal("0.5")))
                .isEqualByComparingTo(cost);
    }

    @Test
    void the_least_that_is_paid_lasts_as_long_as_the_price_says() {
        var price = new BigDecimal("0.00893");
        var aCent =
                new Billing(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        new BigDecimal("0.01"),
                        Currency.getInstance("USD"));

        assertThat(aCent.leastPaid(price)).isEqualTo(Duration.ofSeconds(4031));
        assertThat(aCent.leastPaid(BigDecimal.ZERO)).isEqualTo(Duration.ofDays(1));
        assertThat(BY_THE_HOUR.leastPaid(price)).isEqualTo(Duration.ofHours(1));
    }
}
