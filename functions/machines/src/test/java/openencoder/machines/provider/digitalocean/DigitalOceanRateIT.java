package openencoder.machines.provider.digitalocean;

import static openencoder.machines.provider.digitalocean.ProviderFixture.LABEL;
import static openencoder.machines.provider.digitalocean.ProviderFixture.NO_DROPLETS;
import static openencoder.machines.provider.digitalocean.ProviderFixture.failureOf;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.machine.ProviderFailure.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/** How many requests are left is known before the next one. */
class DigitalOceanRateIT {
    private final ProviderFixture world = new ProviderFixture();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_read_waits_as_long_as_it_is_told_when_that_is_short() {
        world.api.next(Reply.tooMany(Map.of("retry-after", "4")));

        assertThat(world.machines.labelled(LABEL)).isEmpty();
        assertThat(world.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void waits_that_add_up_to_more_than_the_budget_end() {
        var four = Reply.tooMany(Map.of("retry-after", "4"));
        world.api.next(four, four, four);

        var failure = failureOf(() -> world.machines.labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.LIMITED);
        assertThat(world.pauses).hasSize(2);
        assertThat(world.asked("GET")).isEqualTo(3);
    }

    @Test
    void without_a_word_on_when_to_come_back_it_is_when_the_oldest_request_is_an_hour_old() {
        var reset = world.clock.instant().plusSeconds(1234).getEpochSecond();
        world.api.next(
                Reply.tooMany(Map.of("ratelimit-remaining", "0", "ratelimit-reset", "" + reset)));

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).retryAfter())
                .contains(Duration.ofSeconds(1234));
    }

    @Test
    void without_any_word_it_is_a_minute() {
        world.api.next(Reply.tooMany(Map.of("ratelimit-reset", "soon")));

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
        world.api.next(Reply.tooMany(Map.of("retry-after", "30")));
        failureOf(() -> world.machines.labelled(LABEL));
        world.clock.tick(Duration.ofSeconds(10));

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).retryAfter())
                .contains(Duration.ofSeconds(20));
        assertThat(world.asked("GET")).isEqualTo(1);
    }

    private void spend(Duration untilReset) {
        var reset = world.clock.instant().plus(untilReset).getEpochSecond();
        world.api.next(
                Reply.of(200, NO_DROPLETS)
                        .with(Map.of("ratelimit-remaining", "0", "ratelimit-reset", "" + reset)));
        world.machines.labelled(LABEL);
    }
}
