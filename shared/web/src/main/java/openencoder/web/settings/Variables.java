package openencoder.web.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The environment, read into real types. A value that makes no sense stops the start, and says what
 * would.
 */
public record Variables(Map<String, String> values) {
    public String required(String name, String meaning) {
        return optional(name)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s is not set; it must be %s".formatted(name, meaning)));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    public int number(String name, int otherwise, int least, int most) {
        var text = optional(name);
        if (text.isEmpty()) return otherwise;
        try {
            var number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // told below, like a number out of bounds
        }
        throw new IllegalStateException(
                "%s is '%s'; it must be a whole number from %d to %d"
                        .formatted(name, text.get(), least, most));
    }

    public Duration seconds(String name, int otherwise, int least, int most) {
        return Duration.ofSeconds(number(name, otherwise, least, most));
    }

    /** Separated by commas. */
    public List<String> list(String name) {
        return optional(name).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
