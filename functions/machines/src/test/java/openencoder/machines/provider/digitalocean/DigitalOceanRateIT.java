package openencoder.machines.provider.digitalocean;

import static openencoder.machines.provider.digitalocean.ProviderFixture.LABEL;
import static openencoder.machines.provider.digitalocean.ProviderFixture.failureOf;
import static openencoder.machines.provider.digitalocean.ProviderFixture.tooMany;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.digitalocean.ScriptedAnswer;
import openencoder.machine.ProviderFailure.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How many requests are left is known before the next one. */
class DigitalOceanRateIT {
    private static final String NO_DROPLETS =
            "{\"droplets\":[],\"links\":{},\"meta\":{\"total\":0}}";

    private final ProviderFixture world;

    DigitalOceanRateIT(@TempDir Path folder) {
        world = new ProviderFixture(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_read_waits_as_long_as_it_is_told_when_that_is_short() {
        world.storm(Duration.ofSeconds(4));

        assertThat(world.machines.labelled(LABEL)).isEmpty();
        assertThat(world.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void waits_that_add_up_to_more_than_the_budget_end() {
        var four = tooMany(Map.of("retry-after", "4"));
        world.simulator.script(four, four, four);

        var failure = failureOf(() -> world.machines.labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.LIMITED);
        assertThat(world.pauses).hasSize(2);
        assertThat(world.asked("GET")).isEqualTo(3);
    }

    @Test
    void without_a_word_on_when_to_come_back_it_is_when_the_oldest_request_is_an_hour_old() {
        var reset = world.clock.instant().plusSeconds(1234).getEpochSecond();
        world.simulator.script(
                tooMany(Map.of("ratelimit-remaining", "0", "ratelimit-reset", "" + reset)));

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).retryAfter())
                .contains(Duration.ofSeconds(1234));
    }

    @Test
    void without_any_word_it_is_a_minute() {
        world.simulator.script(tooMany(Map.of("ratelimit-reset", "soon")));

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).retryAfter())
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void when_none_is_left_none_is_made_until_the_reset() {
        spend(Duration.ofSeconds(45));

        var failure = failureOf(() -> world.machines.labelled(LABEL));
        var asked = world.asked("GET");
        world.clock.tick(Duration.ofSeconds(45));

        assertThat(failure.kind()).isEqualTo(Kind.LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(45));
        assertThat(asked).isEqualTo(1);
        assertThat(world.machines.labelled(LABEL)).isEmpty();
    }

    @Test
    void when_none_is_left_for_seconds_they_are_waited() {
        spend(Duration.ofSeconds(5));

        assertThat(world.machines.labelled(LABEL)).isEmpty();
        assertThat(world.pauses).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void as_it_may_be_the_minute_s_limit_one_request_a_minute_goes_and_sees() {
        spend(Duration.ofMinutes(50));
        world.clock.tick(Duration.ofSeconds(59));
        failureOf(() -> world.machines.labelled(LABEL));
        world.clock.tick(Duration.ofSeconds(1));

        assertThat(world.machines.labelled(LABEL)).isEmpty();
        assertThat(world.machines.labelled(LABEL)).isEmpty();
    }

    @Test
    void after_a_long_limit_was_told_nothing_is_asked_meanwhile() {
        world.storm(Duration.ofSeconds(30));
        failureOf(() -> world.machines.labelled(LABEL));
        world.clock.tick(Duration.ofSeconds(10));

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).retryAfter())
                .contains(Duration.ofSeconds(20));
        assertThat(world.asked("GET")).isEqualTo(1);
    }

    private void spend(Duration untilReset) {
        var reset = world.clock.instant().plus(untilReset).getEpochSecond();
        world.simulator.script(
                ScriptedAnswer.of(200, NO_DROPLETS)
                        .withHeaders(
                                Map.of("ratelimit-remaining", "0", "ratelimit-reset", "" + reset)));
        world.machines.labelled(LABEL);
    }
}
