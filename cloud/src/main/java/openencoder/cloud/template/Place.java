package openencoder.cloud.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A resolved value and where in the template it stands, for errors that say both.
 *
 * @param path such as {@code Resources.JobsTable.Properties.KeySchema[0]}
 * @param value a Map, a List, a String, a Number, a Boolean or null
 */
record Place(Resolver resolver, String path, Object value) {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    Optional<Place> find(String name) {
        var inner = resolver.resolve(path + "." + name, mapping().get(name));
        return inner == Resolver.NO_VALUE
                ? Optional.empty()
                : Optional.of(new Place(resolver, path + "." + name, inner));
    }

    Place get(String name) {
        return find(name).orElseThrow(() -> resolver.problem(path, "has no %s".formatted(name)));
    }

    String text(String name) {
        return get(name).text();
    }

    String text() {
        if (value instanceof Map || value instanceof List)
            throw resolver.problem(path, "is not a single value");
        return Objects.toString(value);
    }

    int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException _) {
            throw resolver.problem(path, "is not a whole number: " + text());
        }
    }

    /** Such as {@code rate(5 minutes)}. */
    Duration rate() {
        var rate = RATE.matcher(text());
        if (!rate.matches())
            throw resolver.problem(
                    path, "is %s; only rate(N minutes) is known here".formatted(text()));
        long count = Long.parseLong(rate.group(1));
        return switch (rate.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    boolean truth() {
        return Boolean.parseBoolean(text());
    }

    List<Place> items() {
        if (!(value instanceof List<?> list)) throw resolver.problem(path, "is not a list");
        return IntStream.range(0, list.size()).mapToObj(i -> item(i, list.get(i))).toList();
    }

    private Place item(int index, Object raw) {
        var itemPath = "%s[%d]".formatted(path, index);
        return new Place(resolver, itemPath, resolver.resolve(itemPath, raw));
    }

    List<Place> members() {
        return mapping().keySet().stream().flatMap(name -> find(name.toString()).stream()).toList();
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private Map<?, ?> mapping() {
        if (!(value instanceof Map<?, ?> map)) throw resolver.problem(path, "is not a mapping");
        return map;
    }
}
