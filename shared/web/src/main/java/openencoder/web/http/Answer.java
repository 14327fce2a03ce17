package openencoder.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back.
 *
 * @param body null for none
 */
public record Answer(int status, String contentType, Object body, Map<String, String> headers) {
    public static Answer ok(Object body) {
        return new Answer(200, "application/json", body, Map.of());
    }

    public static Answer noContent() {
        return new Answer(204, null, null, Map.of());
    }

    public Answer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }

    public Answer withAll(Map<String, String> others) {
        var more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Answer(status, contentType, body, more);
    }
}
