package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class TimeAllowanceTest {
    private static final TimeAllowance USUAL =
            new TimeAllowance(Duration.ofMinutes(30), 200, Duration.ofHours(11));

    @Test
    void a_short_film_has_minutes_and_not_half_a_day() {
        var deadline = USUAL.deadline(Optional.of(Duration.ofSeconds(2)), 1);

        assertThat(deadline.allowed()).isEqualTo(Duration.ofSeconds(30 * 60 + 400));
        assertThat(deadline.left()).isBetween(Duration.ofMinutes(36), deadline.allowed());
        assertThat(deadline.message())
                .startsWith("The encode took longer than 36 min, ")
                .contains("a film of 2 s", "ENCODE_FLOOR_SECONDS", "ENCODE_TIMES_SOURCE");
    }

    @Test
    void passes_count_each() {
        assertThat(USUAL.deadline(Optional.of(Duration.ofMinutes(1)), 2).allowed())
                .isEqualTo(Duration.ofMinutes(30 + 400));
    }

    @Test
    void no_film_has_more_than_the_most_however_long_it_is_or_may_be() {
        var day = USUAL.deadline(Optional.of(Duration.ofHours(12)), 2);
        var unknown = USUAL.deadline(Optional.empty(), 1);

        assertThat(day.allowed()).isEqualTo(Duration.ofHours(11));
        assertThat(unknown.allowed()).isEqualTo(Duration.ofHours(11));
        assertThat(day.message()).contains("660 min", "ENCODE_SECONDS");
    }
}
