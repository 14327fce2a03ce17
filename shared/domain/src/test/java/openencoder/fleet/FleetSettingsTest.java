package openencoder.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import openencoder.machine.ProviderId;
import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;

class FleetSettingsTest {
    @Test
    void every_bad_field_is_named() {
        var refused =
                catchThrowableOfType(
                        Invalid.class,
                        () ->
                                new FleetSettings(
                                        true,
                                        -1,
                                        101,
                                        new BigDecimal("-0.01"),
                                        Duration.ofHours(13),
                                        Duration.ofSeconds(179),
                                        ProviderId.DIGITALOCEAN,
                                        "",
                                        "C 4"));

        assertThat(refused.code()).isEqualTo("fleet.invalid");
        assertThat(refused.fields())
                .extracting(Invalid.Field::field)
                .containsExactly(
                        "max",
                        "min",
                        "max_hourly",
                        "target_wait_seconds",
                        "idle_seconds",
                        "region",
                        "size");
    }

    @Test
    void the_least_may_not_be_more_than_the_most() {
        var refused =
                catchThrowableOfType(
                        Invalid.class, () -> Fleets.settings(3, 2, "1", Duration.ofMinutes(5)));

        assertThat(refused).hasMessage("min: must not be more than max");
    }

    @Test
    void it_is_off_until_an_admin_says_where_and_what() {
        assertThat(FleetSettings.OFF.enabled()).isFalse();
        assertThat(FleetSettings.OFF.region()).isEmpty();
        assertThat(FleetSettings.OFF.size()).isEmpty();
    }

    @Test
    void the_bounds_themselves_are_fine() {
        var widest =
                new FleetSettings(
                        true,
                        100,
                        100,
                        BigDecimal.valueOf(1_000),
                        Duration.ofHours(12),
                        Duration.ofHours(24),
                        ProviderId.DIGITALOCEAN,
                        "fra1",
                        "s-1vcpu-1gb");
        var narrowest =
                new FleetSettings(
                        true,
                        0,
                        0,
                        BigDecimal.ZERO,
                        Duration.ZERO,
                        FleetSettings.SHORTEST_IDLE,
                        ProviderId.DIGITALOCEAN,
                        "fra1",
                        "c-4");

        assertThat(widest.max()).isEqualTo(100);
        assertThat(narrowest.max()).isZero();
    }
}
