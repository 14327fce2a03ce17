package openencoder.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

class AlarmsTest {
    private static final Pattern EXPLAINED =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|\\n]+(\\|[^|\\n]+){2}\\|$");

    @Test
    void the_operations_manual_says_of_every_alarm_what_it_means_and_what_to_do()
            throws IOException {
        var template = WrittenTemplate.read(Path.of("../template.yaml"));
        var manual = Files.readString(Path.of("../docs/operations.md"));
        var chapter =
                manual.substring(manual.indexOf("## Alarms"), manual.indexOf("## Dead letters"));

        assertThat(EXPLAINED.matcher(chapter).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(template.resources("AWS::CloudWatch::Alarm"));
    }
}
