package openencoder.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class JobDurationsTest {
    @Test
    void it_is_the_mean_of_what_ended_and_how_much_that_varies() {
        var pace = JobDurations.of(seconds(10, 20, 30, 40), List.of());

        assertThat(pace.mean()).isEqualTo(Duration.ofSeconds(25));
        assertThat(pace.spread()).isEqualTo(Duration.ofMillis(11_180));
    }

    @Test
    void a_running_job_counts_once_it_takes_longer_than_others_did() {
        assertThat(JobDurations.of(seconds(10, 30), seconds(19)).mean())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(JobDurations.of(seconds(10, 30), seconds(80)).mean())
                .isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void long_first_jobs_are_noticed_before_they_end() {
        assertThat(JobDurations.of(List.of(), List.of())).isEqualTo(JobDurations.UNKNOWN);
        assertThat(JobDurations.of(List.of(), seconds(100))).isEqualTo(JobDurations.UNKNOWN);
        assertThat(JobDurations.of(List.of(), seconds(100, 900)).mean())
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void no_job_takes_less_than_a_second() {
        assertThat(JobDurations.of(seconds(0), List.of()).mean()).isEqualTo(Duration.ofSeconds(1));
    }

    private static List<Duration> seconds(int... values) {
        return IntStream.of(values).mapToObj(Duration::ofSeconds).toList();
    }
}
