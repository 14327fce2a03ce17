package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.RateCounter;
import openencoder.account.RateCounter.Count;
import openencoder.testing.Race;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/** What {@link RateCounter} promises. */
public abstract class RateCounterContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Instant END = NOW.plus(WINDOW);

    /** The same one throughout a test, empty at its beginning. */
    protected abstract RateCounter tries();

    @Test
    void the_first_try_opens_a_window_and_later_ones_do_not_lengthen_it() {
        assertThat(tries().add("a", WINDOW, NOW)).isEqualTo(new Count(1, END));
        assertThat(tries().add("a", WINDOW, NOW.plusSeconds(60))).isEqualTo(new Count(2, END));
        assertThat(tries().find("a", NOW.plusSeconds(61))).contains(new Count(2, END));
    }

    @Test
    void when_a_window_has_ended_counting_starts_anew() {
        tries().add("a", WINDOW, NOW);
        tries().add("a", WINDOW, NOW);

        assertThat(tries().find("a", END)).isEmpty();
        assertThat(tries().add("a", WINDOW, END)).isEqualTo(new Count(1, END.plus(WINDOW)));
    }

    @Test
    void each_key_is_counted_for_itself_and_may_be_long_or_odd() {
        for (var key : new String[] {"a", "A", "", "x".repeat(100_000), "\0", "\ud800", "é"})
            assertThat(tries().add(key, WINDOW, NOW).count()).isOne();
        assertThat(tries().find("b", NOW)).isEmpty();
    }

    @Test
    void a_try_taken_back_was_none() {
        tries().add("a", WINDOW, NOW);
        tries().add("a", WINDOW, NOW);
        tries().takeBack("a", NOW);

        assertThat(tries().add("a", WINDOW, NOW).count()).isEqualTo(2);
    }

    @Test
    void nothing_is_taken_back_from_a_window_that_is_not_open() {
        tries().takeBack("a", NOW);
        assertThat(tries().find("a", NOW)).isEmpty();
        tries().add("a", WINDOW, NOW);
        tries().takeBack("a", END);
        assertThat(tries().add("a", WINDOW, END).count()).isOne();
    }

    @Test
    void of_many_at_the_same_moment_each_gets_a_count_of_its_own() {
        tries().add("a", WINDOW, NOW.minus(WINDOW));

        var counts = Race.run(40, _ -> () -> tries().add("a", WINDOW, NOW).count());

        assertThat(counts)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
    }
}
