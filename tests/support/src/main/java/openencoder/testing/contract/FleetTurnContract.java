package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.fleet.FleetTurn;
import openencoder.testing.Race;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** What {@link FleetTurn} promises. */
public abstract class FleetTurnContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00.123456789Z");
    private static final Duration LENGTH = Duration.ofSeconds(50);

    /** The same one throughout a test, free at its beginning. */
    protected abstract FleetTurn turn();

    @Test
    void it_is_taken_once_until_it_is_over() {
        assertThat(turn().take(NOW, LENGTH)).isTrue();

        assertThat(turn().take(NOW, LENGTH)).isFalse();
        assertThat(turn().take(NOW.plusSeconds(49), LENGTH)).isFalse();
        assertThat(turn().take(NOW.plusSeconds(50), LENGTH)).isTrue();
        assertThat(turn().take(NOW.plusSeconds(60), LENGTH)).isFalse();
    }

    @Test
    void of_eight_who_want_it_at_once_one_has_it() {
        var taken = Race.run(8, _ -> () -> turn().take(NOW, LENGTH));

        assertThat(taken).containsOnlyOnce(true);
    }
}
