package openencoder.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.template.WrittenTemplate;
import openencoder.testing.JsonTree;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.file.Path;

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
    void every_figure_that_an_alarm_watches_is_there() {
        var template = WrittenTemplate.read(Path.of("../../template.yaml"));

        assertThat(template.resources("AWS::CloudWatch::Alarm").stream().map(template::properties))
                .filteredOn(alarm -> "OpenEncoder".equals(alarm.get("Namespace")))
                .extracting(alarm -> alarm.get("MetricName"))
                .isNotEmpty()
                .allMatch(metric -> SWEPT.metrics("sweeper", 0).contains("\"" + metric + "\":"));
    }
}
