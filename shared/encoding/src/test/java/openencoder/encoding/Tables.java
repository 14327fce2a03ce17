package openencoder.encoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is allowed, as docs/presets.md shows it; run main to print it anew after a change. */
final class Tables {
    private Tables() {}

    public static void main(String[] none) {
        System.out.println(containers());
        System.out.println(options());
        System.out.println(parameters());
        System.out.println(filters());
    }

    static String containers() {
        return Arrays.stream(Container.values())
                .map(
                        c ->
                                "| `%s` | `%s` | .%s | %s | %s |"
                                        .formatted(
                                                c.name().toLowerCase(Locale.ROOT),
                                                c.muxer(),
                                                String.join(" .", c.format().extensions()),
                                                encoders(c, Codec.Kind.VIDEO),
                                                encoders(c, Codec.Kind.AUDIO)))
                .collect(Collectors.joining("\n"));
    }

    private static String encoders(Container container, Codec.Kind kind) {
        var encoders = container.encoders(kind);
        return encoders.isEmpty() ? "none" : String.join(", ", encoders);
    }

    static String options() {
        return Options.rules().stream()
                .sorted(Comparator.comparing(OptionRule::shown))
                .map(rule -> "| `%s` | %s |".formatted(rule.shown(), takes(rule)))
                .collect(Collectors.joining("\n"));
    }

    private static String takes(OptionRule rule) {
        var value = rule.value().describe().replace("|", "\\|");
        if (rule.muxers().isEmpty()) return value;
        return value + "; for " + String.join(", ", rule.muxers().stream().sorted().toList());
    }

    static String parameters() {
        var all = new LinkedHashMap<String, Params>();
        all.put("-x264-params, -x264opts", Params.X264);
        all.put("-x265-params", Params.X265);
        all.put("-svtav1-params", Params.SVT_AV1);
        all.put("-aom-params", Params.AOM);
        return all.entrySet().stream()
                .map(
                        e ->
                                "- `%s`: %s"
                                        .formatted(
                                                e.getKey(), String.join(" ", e.getValue().known())))
                .collect(Collectors.joining("\n"));
    }

    static String filters() {
        return Stream.of(Filters.VIDEO, Filters.AUDIO)
                .flatMap(table -> table.all().sorted(Comparator.comparing(FilterRule::name)))
                .map(Tables::filter)
                .collect(Collectors.joining("\n"));
    }

    private static String filter(FilterRule rule) {
        var named =
                rule.fullNames().values().stream()
                        .distinct()
                        .filter(name -> !rule.places().contains(name) && !name.equals("enable"))
                        .sorted()
                        .toList();
        var places = code(rule.places());
        return "| `%s` | %s | %s |".formatted(rule.name(), places, code(named));
    }

    private static String code(List<String> names) {
        return names.isEmpty() ? "" : "`" + String.join(" ", names) + "`";
    }
}
