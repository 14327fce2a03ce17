package openencoder.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

class RentalTest {
    private static final Billing BILLING =
            new Billing(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    new BigDecimal("0.01"),
                    Currency.getInstance("USD"));

    private static final InstanceId ID = new InstanceId(ProviderId.DIGITALOCEAN, "1");

    private static final Instant FROM = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest(name = "{0} at {1} an hour is {2}")
    @CsvSource({
        "PT0S,      0.00893, 0.01",
        "PT59S,     6.00000, 0.1",
        "PT1M,      6.00000, 0.1",
        "PT1M0.001S,6.00000, 0.101666666667",
        "PT1M1S,    6.00000, 0.101666666667",
        "PT1H,      0.00893, 0.01",
        "PT1H,      0.02679, 0.02679",
        "PT1H7S,    0.02679, 0.026842091667",
        "PT672H,    0.00743999984115362, 4.999679893255",
        "PT-5S,     6.00000, 0.1"
    })
    void the_cost_is_by_begun_seconds_at_least_sixty_and_a_cent(
            Duration length, BigDecimal priceHourly, BigDecimal cost) {
        var rented = new Rental(ID, FROM, Optional.empty(), priceHourly);

        assertThat(rented.cost(FROM.plus(length), BILLING)).isEqualByComparingTo(cost);
    }
}
