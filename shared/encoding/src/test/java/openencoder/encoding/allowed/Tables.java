package openencoder.encoding.allowed;

import openencoder.media.StreamKind;

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
                                                encoders(c, StreamKind.VIDEO),
                                                encoders(c, StreamKind.AUDIO)))
                .collect(Collectors.joining("\n"));
    }

    private static String encoders(Container container, StreamKind kind) {
        var encoders = container.encoders(kind);
        return encoders.isEmpty() ? "none" : String.join(", ", encoders);
    }

    static String options() {
        return Options.rules().stream()
                .sorted(Comparator.comparing(Tables::shown))
                .map(rule -> "| `%s` | %s |".formatted(shown(rule), takes(rule)))
                .collect(Collectors.joining("\n"));
    }

    /** {@code -b:v}, or {@code -b} when it is for everything. */
    private static String shown(OptionRule rule) {
        var isAlone = Options.rulesNamed(rule.name()).size() == 1;
        return rule.streams().length() == 1 && !isAlone
                ? "-" + rule.name() + ":" + rule.streams()
                : "-" + rule.name();
    }

    private static String takes(OptionRule rule) {
        var value = rule.value().describe().replace("|", "\\|");
        if (rule.muxers().isEmpty()) return value;
        return value + "; for " + String.join(", ", rule.muxers().stream().sorted().toList());
    }

    static String parameters() {
        var all = new LinkedHashMap<String, EncoderParameters>();
        all.put("-x264-params, -x264opts", EncoderParameters.X264);
        all.put("-x265-params", EncoderParameters.X265);
        all.put("-svtav1-params", EncoderParameters.SVT_AV1);
        all.put("-aom-params", EncoderParameters.AOM);
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
