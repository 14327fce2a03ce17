package openencoder.worker.ffmpeg;

import openencoder.encoding.allowed.FilterRule;
import openencoder.encoding.allowed.Filters;
import openencoder.encoding.allowed.OptionRule;
import openencoder.encoding.allowed.Options;
import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Numbers;
import openencoder.encoding.preset.PresetReader;
import openencoder.refusal.Refusal;
import openencoder.testing.PresetCorpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes presets that are accepted: ordinary ones with any options of the allow-list added. */
final class PresetGenerator {
    private static final int MOST_TRIES = 14;
    private static final Pattern EXAMPLES = Pattern.compile("such as (.*)");

    // What a value's description gives no examples of.
    private static final Map<String, List<String>> VALUES =
            Map.of(
                    "a plain word",
                    List.of("fast", "film", "main", "high", "bt709", "tv", "psnr", "all", "none"),
                    "a whole number",
                    List.of("0", "1", "2", "3", "-1", "16"),
                    "a number",
                    List.of("0", "0.5", "1", "2.5", "-1"),
                    "one number, or two with a comma between",
                    List.of("1", "0.5,0.5", "-1,-1"),
                    "1 or 0",
                    List.of("1", "0", "true"),
                    "an expression",
                    List.of("PTS", "PTS*2", "gte(t,0.1)", "n", "1", "between(t,0,0.2)", "N/25/TB"),
                    "pixels, at most 8192",
                    List.of("iw/2", "64", "-2", "min(96,iw)", "ih", "iw"),
                    "x264 parameters",
                    List.of("ref=2:bframes=1", "keyint=9", "aq-mode=2", "me=hex:subme=2"),
                    "x265 parameters",
                    List.of("keyint=9", "aq-mode=2:bframes=1", "log-level=error"),
                    "SVT-AV1 parameters",
                    List.of("tune=0", "film-grain=4", "keyint=9"));

    private final Random random;
    private final List<PresetCorpus.Sample> ordinary =
            PresetCorpus.ordinary().stream()
                    .filter(s -> s.data().startsWith("{\"raw\":["))
                    .toList();
    private final List<OptionRule> options =
            Options.rules().stream().filter(rule -> !rule.name().equals("f")).toList();
    private final List<FilterRule> videoFilters = Filters.VIDEO.all().toList();
    private final List<FilterRule> audioFilters = Filters.AUDIO.all().toList();

    PresetGenerator(long seed) {
        random = new Random(seed);
    }

    /** One more preset, as the list of its raw lines. */
    List<String> next() {
        var lines = new ArrayList<>(basis());
        for (var tries = random.nextInt(MOST_TRIES); tries > 0; tries--) {
            var more = new ArrayList<>(lines);
            more.add(line());
            if (isAccepted(more)) lines = more;
        }
        return lines;
    }

    private List<String> basis() {
        var raw = one(ordinary).tree().get("raw");
        var lines = ((List<?>) raw).stream().map(Object::toString).toList();
        return isAccepted(lines) ? lines : List.of();
    }

    private static boolean isAccepted(List<String> lines) {
        try {
            PresetReader.read(Map.of("raw", lines));
            return true;
        } catch (Refusal _) {
            return false;
        }
    }

    private String line() {
        var rule = one(options);
        var kinds = rule.streams();
        var suffix = kinds.isEmpty() ? "" : ":" + kinds.charAt(random.nextInt(kinds.length()));
        if (rule.isFlag()) return "-" + rule.name() + suffix;
        return "-%s%s %s".formatted(rule.name(), suffix, quoted(value(rule.value())));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "") + "'";
    }

    private String value(Grammar grammar) {
        return switch (grammar) {
            case Grammar.Word word -> word.word();
            case Grammar.Range range -> number(range);
            case Grammar.Flags flags -> "+" + one(flags.flags());
            case Grammar.Either either -> value(one(either.choices()));
            default -> named(grammar.describe());
        };
    }

    private String number(Grammar.Range range) {
        var most = Math.min(range.most(), range.least() + 200);
        var number = range.least() + random.nextDouble() * (most - range.least());
        return range.whole() ? Long.toString(Math.round(number)) : Numbers.plain(number);
    }

    private String named(String description) {
        return switch (description) {
            case "video filters" -> chain(videoFilters);
            case "audio filters" -> chain(audioFilters);
            case "a video encoder" -> one(List.of("libx264", "libx265", "mpeg4", "libvpx-vp9"));
            case "an audio encoder" -> one(List.of("aac", "libopus", "libmp3lame", "flac"));
            default -> example(description);
        };
    }

    private String example(String description) {
        if (VALUES.containsKey(description)) return one(VALUES.get(description));
        var examples = EXAMPLES.matcher(description);
        if (!examples.find()) return "1";
        return one(Arrays.asList(examples.group(1).split(", | or ")));
    }

    private String chain(List<FilterRule> rules) {
        return random.ints(1 + random.nextInt(3), 0, rules.size())
                .mapToObj(index -> filter(rules.get(index)))
                .collect(Collectors.joining(","));
    }

    private String filter(FilterRule rule) {
        var names = rule.fullNames().values().stream().distinct().sorted().toList();
        var arguments =
                random.ints(random.nextInt(1 + Math.min(4, names.size())), 0, names.size())
                        .mapToObj(names::get)
                        .distinct()
                        .map(name -> name + "=" + argument(rule.arguments().get(name)))
                        .collect(Collectors.joining(":"));
        return arguments.isEmpty() ? rule.name() : rule.name() + "=" + arguments;
    }

    private String argument(Grammar grammar) {
        var value = value(grammar);
        return value.matches("[A-Za-z0-9_.+*/-]+") ? value : "\"" + value + "\"";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
