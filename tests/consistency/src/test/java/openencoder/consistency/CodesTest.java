package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/codes.md lists the codes that the code has, with the status that they are answered with. */
class CodesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Map<String, String> STATUSES =
            Map.of(
                    "Malformed", "400",
                    "Unauthenticated", "401",
                    "Forbidden", "403",
                    "NotFound", "404",
                    "Conflict", "409",
                    "TooLarge", "413",
                    "UnsupportedType", "415",
                    "Invalid", "422",
                    "TooMany", "429",
                    "Unavailable", "503");
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `([a-z_]+\\.[a-z_]+)` \\| (\\w+) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+)\\.([a-z_]+)\"");
    private static final Pattern REFUSAL =
            Pattern.compile(
                    "new (%s)\\(\\s*\"([a-z_]+\\.[a-z_]+)\""
                            .formatted(String.join("|", STATUSES.keySet())));
    private static final Pattern OTHER =
            Pattern.compile(
                    "(?:FieldErrors(?:\\.\\w+)?\\(|Kind\\.\\w+,)\\s*\"([a-z_]+\\.[a-z_]+)\"");

    private final Map<String, String> documented = documented();
    private final List<String> sources = sources();

    @Test
    void every_code_of_the_code_is_documented() {
        var families =
                documented.keySet().stream()
                        .map(code -> code.substring(0, code.indexOf('.')))
                        .collect(Collectors.toSet());
        var codes = new TreeSet<String>();
        found(REFUSAL).map(found -> found.group(2)).forEach(codes::add);
        found(OTHER).map(found -> found.group(1)).forEach(codes::add);
        found(LITERAL)
                .filter(found -> families.contains(found.group(1)))
                .map(found -> found.group(1) + "." + found.group(2))
                .filter(name -> !name.equals("user.home"))
                .forEach(codes::add);

        assertThat(codes).hasSizeGreaterThan(60);
        assertThat(documented.keySet()).containsAll(codes);
    }

    @Test
    void every_documented_code_is_in_the_code() {
        assertThat(documented.keySet())
                .allSatisfy(code -> assertThat(sources).anyMatch(source -> makes(source, code)));
    }

    @Test
    void each_refusal_is_documented_with_its_status() {
        assertThat(found(REFUSAL))
                .allSatisfy(
                        found ->
                                assertThat(documented)
                                        .containsEntry(
                                                found.group(2), STATUSES.get(found.group(1))));
    }

    /** As one word, or as a family and a name that are put together there. */
    private static boolean makes(String source, String code) {
        if (source.contains("\"" + code + "\"")) return true;
        var name = code.substring(code.indexOf('.') + 1);
        return source.contains("\"." + name + "\"") || source.contains("\"" + name + "\"");
    }

    private Stream<MatchResult> found(Pattern pattern) {
        return sources.stream().flatMap(source -> pattern.matcher(source).results());
    }

    /** From the code to its status or its kind. */
    private static Map<String, String> documented() {
        var rows = new TreeMap<String, String>();
        ROW.matcher(read(ROOT.resolve("docs/codes.md")))
                .results()
                .forEach(row -> rows.merge(row.group(1), row.group(2), (one, _) -> one));
        return rows;
    }

    private static List<String> sources() {
        return Stream.of("shared", "functions", "worker", "local")
                .flatMap(CodesTest::sources)
                .toList();
    }

    private static Stream<String> sources(String folder) {
        try (var files = Files.walk(ROOT.resolve(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .map(CodesTest::read)
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
