package openencoder.cloud.digitalocean.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code [Service]} of a systemd unit: its settings with their values, in order. */
final class Unit {

    private static final String USUAL_PAUSE = "100ms";
    private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|)");
    private static final Map<String, Double> MILLISECONDS =
            Map.of("ms", 1.0, "s", 1_000.0, "", 1_000.0, "min", 60_000.0);

    private final Map<String, List<String>> settings = new HashMap<>();

    private Unit() {}

    static Unit parse(String text) {
        var unit = new Unit();
        var section = "";
        for (var line : text.replaceAll("\\\\\n", " ").lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                section = line;
            } else if (section.equals("[Service]") && line.matches("\\w+\\s*=.*")) {
                var pair = line.split("=", 2);
                unit.set(pair[0].strip(), pair[1].strip());
            }
        }
        return unit;
    }

    // An empty value takes back what was said before.
    private void set(String name, String value) {
        var values = settings.computeIfAbsent(name, _ -> new ArrayList<>());
        if (value.isEmpty()) {
            values.clear();
        } else {
            values.add(value.replace("%%", "%"));
        }
    }

    List<String> values(String name) {
        return settings.getOrDefault(name, List.of());
    }

    /** The last one given. */
    Optional<String> value(String name) {
        return values(name).isEmpty() ? Optional.empty() : Optional.of(values(name).getLast());
    }

    /** All words of all values. */
    List<String> words(String name) {
        return values(name).stream().flatMap(value -> UnitWords.of(value).stream()).toList();
    }

    /** Whether it is started again after it ended so. */
    boolean restartsAfter(int status) {
        if (words("RestartPreventExitStatus").contains(Integer.toString(status))) return false;
        return switch (value("Restart").orElse("no")) {
            case "always" -> true;
            case "on-failure" ->
                    status != 0 && !words("SuccessExitStatus").contains(Integer.toString(status));
            default -> false;
        };
    }

    Duration restartPause() {
        var given = SPAN.matcher(value("RestartSec").orElse(USUAL_PAUSE));
        if (!given.matches())
            throw new BadUserData("RestartSec is " + value("RestartSec").orElseThrow());
        double number = Double.parseDouble(given.group(1));
        return Duration.ofMillis((long) (number * MILLISECONDS.get(given.group(2))));
    }
}
