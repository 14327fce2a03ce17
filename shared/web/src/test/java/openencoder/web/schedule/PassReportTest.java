package openencoder.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.web.http.Json;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class PassReportTest {
    private record Seen(int films) implements PassReport {
        @Override
        public Map<String, Number> answer() {
            return Map.of("films_seen", films);
        }

        @Override
        public Map<String, Number> metrics() {
            return Map.of("FilmsSeen", films);
        }

        @Override
        public boolean isNothing() {
            return films == 0;
        }
    }

    @Test
    void the_answer_is_one_object() {
        assertThat(new String(new Seen(3).json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"films_seen\":3}");
    }

    @Test
    void cloudwatch_reads_every_figure_from_one_line_of_the_log() {
        var line = Json.write(new Seen(3).metricLine("sweeper", 1_000));

        assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
        assertThat(Json.object("line", new String(line, StandardCharsets.UTF_8)))
                .containsEntry("FunctionName", "sweeper")
                .containsEntry("FilmsSeen", 3)
                .extractingByKey("_aws")
                .hasToString(
                        "{Timestamp=1000, CloudWatchMetrics=[{Namespace=OpenEncoder,"
                                + " Dimensions=[[FunctionName]], Metrics=[{Name=FilmsSeen}]}]}");
    }
}
