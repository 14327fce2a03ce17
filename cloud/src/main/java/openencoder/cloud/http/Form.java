package openencoder.cloud.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A body of the type {@code application/x-www-form-urlencoded}. */
public final class Form {
    private Form() {}

    /**
     * @throws IllegalArgumentException if it is none, or a name stands twice
     */
    public static Map<String, String> parse(byte[] body) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : new String(body, StandardCharsets.US_ASCII).split("&")) {
            if (pair.isEmpty()) continue;
            var sides = pair.split("=", 2);
            var value = sides.length == 1 ? "" : decode(sides[1]);
            if (fields.put(decode(sides[0]), value) != null)
                throw new IllegalArgumentException("a field stands twice");
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
