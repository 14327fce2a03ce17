package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the manuals say we survive and withstand is shown by tests that are there. */
class NamedTestsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"operations.md;What survives what;20", "security.md;Threat, control, test;20"})
    void each_row_names_tests_that_exist(String manual, String chapter, int least)
            throws IOException {
        var rows = rows(ROOT.resolve("docs").resolve(manual), chapter);

        assertThat(rows).hasSizeGreaterThanOrEqualTo(least);
        assertThat(rows).allSatisfy(tests -> assertThat(tests).containsPattern(TEST));
        assertThat(rows)
                .flatExtracting(tests -> TEST.matcher(tests).results().toList())
                .filteredOn(name -> !exists(name.group(1), name.group(2)))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    /** The last cell of each row of the chapter's table. */
    private static List<String> rows(Path manual, String chapter) throws IOException {
        return Files.readString(manual)
                .transform(text -> text.substring(text.indexOf("## " + chapter)))
                .transform(text -> text.substring(0, text.indexOf("\n## ")))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .map(line -> line.split("\\|"))
                .map(cells -> cells.length > 3 ? cells[3] : "")
                .toList();
    }

    private static boolean exists(String type, String method) {
        var test = Pattern.compile("(void|Stream<Dynamic\\w+>) %s\\(".formatted(method));
        try (var files = Files.find(ROOT, 12, (path, _) -> isSource(path, type))) {
            return files.map(NamedTestsTest::read).anyMatch(text -> test.matcher(text).find());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
