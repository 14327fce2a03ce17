package openencoder.cloud.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

class RequestQuotaTest {

    private final SettableClock clock = SettableClock.atNoon();
    private final RequestQuota limit = new RequestQuota(clock);

    @Test
    void a_burst_of_250_in_a_minute_is_too_much_until_the_minute_is_over(@TempDir Path folder) {
        var ocean = SimulatorFixture.in(folder);
        for (int i = 0; i < 250; i++) ocean.get("/v2/account").is(200);
        ocean.clock.tick(Duration.ofMillis(31_500));
        var refused = ocean.get("/v2/account").is(429);
        assertThat(refused.at("/id").asString()).isEqualTo("too_many_requests");
        assertThat(refused.headers())
                .containsEntry("ratelimit-limit", "5000")
                .containsEntry("ratelimit-remaining", "0")
                .containsEntry("ratelimit-reset", epoch("2026-01-02T13:00:00Z"))
                .containsEntry("retry-after", "29");
        ocean.clock.tick(Duration.ofSeconds(29));
        var told = ocean.get("/v2/account").is(200);
        assertThat(told.headers()).containsEntry("ratelimit-remaining", "4749");
        assertThat(told.headers()).doesNotContainKey("retry-after");
    }

    @Test
    void the_5001st_call_of_an_hour_waits_for_the_first_to_expire_and_is_not_told_how_long() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(limit.call().isOver()).as("call %d", i).isFalse();
            clock.tick(Duration.ofMillis(500));
        }
        var refused = limit.call();
        assertThat(refused.isOver()).isTrue();
        assertThat(refused.headers())
                .containsEntry("ratelimit-remaining", "0")
                .containsEntry("ratelimit-reset", epoch("2026-01-02T13:00:00Z"))
                .doesNotContainKey("retry-after");
        clock.tick(Duration.ofHours(1).minus(Duration.ofMillis(5_000 * 500)));
        assertThat(limit.call().isOver()).isFalse();
        assertThat(limit.call().isOver()).isTrue();
    }

    @Test
    void calls_that_were_refused_do_not_count() {
        for (int i = 0; i < 400; i++) limit.call();
        clock.tick(Duration.ofMinutes(1));
        assertThat(limit.call().remaining()).isEqualTo(4_749);
    }

    private static String epoch(String instant) {
        return Long.toString(Instant.parse(instant).getEpochSecond());
    }
}
