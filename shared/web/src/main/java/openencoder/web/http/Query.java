package openencoder.web.http;

import openencoder.refusal.Malformed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The part of a URL after the question mark; of a name given twice, the first counts. */
public record Query(Map<String, String> values) {
    static Query parse(String raw) {
        var values = new LinkedHashMap<String, String>();
        if (raw == null || raw.isEmpty()) return new Query(values);
        for (var pair : raw.split("&")) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            values.putIfAbsent(decode(name), decode(value));
        }
        return new Query(values);
    }

    /** Empty if it is not given, or given without a value. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** Given as {@code ?name}, {@code ?name=true} or {@code ?name=1}. */
    boolean flag(String name) {
        return switch (values.getOrDefault(name, "false")) {
            case "", "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new Malformed("request.query", name + " must be true or false.");
        };
    }

    int number(String name, int otherwise) {
        var text = text(name);
        if (text.isEmpty()) return otherwise;
        try {
            return Integer.parseInt(text.get());
        } catch (NumberFormatException _) {
            throw new Malformed("request.query", name + " must be a whole number.");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Malformed(
                    "request.query", "The query has a percent sign that codes nothing.");
        }
    }
}
