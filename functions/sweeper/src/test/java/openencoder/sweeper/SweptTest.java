package openencoder.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.JsonTree;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

class SweptTest {
    private static final Swept SWEPT = new Swept(5, 4, 3, 2, 1);

    @Test
    void the_answer_says_what_was_done() {
        assertThat(SWEPT.json())
                .isEqualTo(
                        "{\"sent\":5,\"taken_back\":4,\"given_up\":3,\"removed\":2,\"stuck\":1}");
    }

    @Test
    void cloudwatch_reads_every_figure_from_the_log() {
        var line = SWEPT.metrics("sweeper", 1_000);

        assertThat(line).doesNotContain("\n");
        assertThat(JsonTree.of(line))
                .containsEntry("FunctionName", "sweeper")
                .containsEntry("JobsStuck", BigDecimal.ONE)
                .containsEntry("JobsGivenUp", new BigDecimal(3));
    }

    @Test
    void every_figure_that_an_alarm_watches_is_there() throws Exception {
        var template = Files.readString(Path.of("../../template.yaml"));
        var watched =
                Pattern.compile("Namespace: OpenEncoder\\s+MetricName: (\\w+)").matcher(template);

        assertThat(watched.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(metric -> SWEPT.metrics("sweeper", 0).contains('"' + metric + '"' + ':'));
    }
}
