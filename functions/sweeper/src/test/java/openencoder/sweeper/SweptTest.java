package openencoder.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.WrittenTemplate;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class SweptTest {
    private static final Swept SWEPT = new Swept(5, 4, 3, 2, 1);

    @Test
    void the_answer_says_what_was_done() {
        assertThat(new String(SWEPT.json(), UTF_8))
                .isEqualTo(
                        "{\"sent\":5,\"taken_back\":4,\"given_up\":3,\"removed\":2,\"stuck\":1}");
    }

    @Test
    void every_figure_that_an_alarm_watches_is_there() {
        var template = WrittenTemplate.read(Path.of("../../template.yaml"));

        assertThat(template.resources("AWS::CloudWatch::Alarm").stream().map(template::properties))
                .filteredOn(alarm -> "OpenEncoder".equals(alarm.get("Namespace")))
                .extracting(alarm -> alarm.get("MetricName"))
                .isNotEmpty()
                .allMatch(SWEPT.metrics()::containsKey);
    }
}
