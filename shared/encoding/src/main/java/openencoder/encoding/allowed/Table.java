package openencoder.encoding.allowed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text of rows, each known by its first word; indented lines continue the row above. A row is
 * read only when it is asked for: a function that starts cold needs a few of hundreds.
 */
public final class Table<R> {
    private final Map<String, List<String>> rows;
    private final Function<String, R> reading;

    Table(String text, Function<String, R> reading) {
        this.reading = reading;
        this.rows =
                text.replace("\n    ", " ")
                        .lines()
                        .filter(row -> !row.isBlank())
                        .collect(
                                Collectors.groupingBy(
                                        Table::firstWord, LinkedHashMap::new, Collectors.toList()));
    }

    private static String firstWord(String row) {
        var end = row.indexOf(' ');
        return end < 0 ? row : row.substring(0, end);
    }

    public boolean has(String name) {
        return rows.containsKey(name);
    }

    public Optional<R> find(String name) {
        return named(name).stream().findFirst();
    }

    public List<R> named(String name) {
        return rows.getOrDefault(name, List.of()).stream().map(reading).toList();
    }

    public Stream<R> all() {
        return rows.values().stream().flatMap(List::stream).map(reading);
    }
}
