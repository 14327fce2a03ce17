package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.worker.ffmpeg.Tick;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class PercentTest {
    private static final Optional<Duration> TEN = Optional.of(Duration.ofSeconds(10));

    @Test
    void downloading_is_the_first_twentieth_and_uploading_the_last() {
        assertThat(Percent.downloaded(50, 100).percent()).contains(2.5);
        assertThat(Percent.downloaded(100, 100).percent()).contains(5.0);
        assertThat(Percent.uploaded(0, 100).percent()).contains(95.0);
        assertThat(Percent.uploaded(100, 100).percent()).contains(100.0);
    }

    @Test
    void encoding_is_between_them() {
        assertThat(Percent.encoded(at(0), 0, 1, TEN).percent()).contains(5.0);
        assertThat(Percent.encoded(at(5), 0, 1, TEN).percent()).contains(50.0);
        assertThat(Percent.encoded(at(10), 0, 1, TEN).percent()).contains(95.0);
    }

    @Test
    void two_passes_share_it() {
        assertThat(Percent.encoded(at(10), 0, 2, TEN).percent()).contains(50.0);
        assertThat(Percent.encoded(at(5), 1, 2, TEN).percent()).contains(72.5);
    }

    @Test
    void a_film_that_is_longer_than_it_said_never_passes_the_stage() {
        assertThat(Percent.encoded(at(99), 0, 1, TEN).percent()).contains(95.0);
    }

    @Test
    void of_a_film_of_unknown_length_the_rest_is_unknown() {
        var progress = Percent.encoded(at(5), 0, 1, Optional.empty());

        assertThat(progress.percent()).isEmpty();
        assertThat(progress.eta()).isEmpty();
        assertThat(progress.speed()).contains(2.0);
    }

    @Test
    void what_is_left_is_told_at_the_present_speed_over_all_passes() {
        assertThat(Percent.encoded(at(5), 0, 1, TEN).eta()).contains(Duration.ofMillis(2500));
        assertThat(Percent.encoded(at(5), 0, 2, TEN).eta()).contains(Duration.ofMillis(7500));
    }

    private static Tick at(int seconds) {
        return new Tick(
                Optional.of(Duration.ofSeconds(seconds)), Optional.of(50.0), Optional.of(2.0));
    }
}
