package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What docs/operations.md says we survive is shown by tests that are there. */
class SurvivalTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private record Row(String fault, String tests) {}

    @Test
    void each_row_names_a_test_that_exists() throws IOException {
        var rows = rows();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(20);
        assertThat(rows).allSatisfy(row -> assertThat(row.tests()).containsPattern(TEST));
        assertThat(rows)
                .flatExtracting(row -> TEST.matcher(row.tests()).results().toList())
                .allSatisfy(
                        name ->
                                assertThat(exists(name.group(1), name.group(2)))
                                        .as(name.group())
                                        .isTrue());
    }

    private static List<Row> rows() throws IOException {
        return Files.readString(ROOT.resolve("docs/operations.md"))
                .transform(text -> text.substring(text.indexOf("## What survives what")))
                .transform(text -> text.substring(0, text.indexOf("\n## ")))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1), cells.size() > 3 ? cells.get(3) : ""))
                .toList();
    }

    private static boolean exists(String type, String method) {
        var isTest =
                Pattern.compile(
                        "Test(\\(.*?\\))?\\s[^;{]*\\bvoid " + method + "\\(", Pattern.DOTALL);
        try (var files = Files.find(ROOT, 12, (path, _) -> isSource(path, type))) {
            return files.map(SurvivalTableTest::read)
                    .anyMatch(text -> isTest.matcher(text).find() || isProperty(text, method));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isProperty(String text, String method) {
        return Pattern.compile("@Property[^;{]*\\bvoid " + method + "\\(").matcher(text).find();
    }

    private static boolean isSource(Path path, String type) {
        return path.endsWith(type + ".java") && path.toString().contains("/src/");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
