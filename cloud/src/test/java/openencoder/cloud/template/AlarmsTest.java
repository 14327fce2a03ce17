package openencoder.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

class AlarmsTest {
    private static final Pattern ALARM =
            Pattern.compile("(?m)^  (\\w+):\n    Type: AWS::CloudWatch::Alarm$");
    private static final Pattern EXPLAINED =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|\\n]+(\\|[^|\\n]+){2}\\|$");

    @Test
    void the_operations_manual_says_of_every_alarm_what_it_means_and_what_to_do()
            throws IOException {
        var alarms = names(ALARM, "../template.yaml");
        var manual = Files.readString(Path.of("../docs/operations.md"));
        var chapter =
                manual.substring(manual.indexOf("## Alarms"), manual.indexOf("## Dead letters"));

        assertThat(EXPLAINED.matcher(chapter).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(alarms);
    }

    private static List<String> names(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
