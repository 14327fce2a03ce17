package openencoder.web.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a function answers to API Gateway, which looks at nothing but these.
 *
 * @param headers without regard to case
 * @param text of the body, empty if there is none
 */
public record Reply(int status, Map<String, String> headers, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    static Reply of(String answer) {
        var tree = JSON.readTree(answer);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        tree.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
        return new Reply(tree.path("statusCode").asInt(), headers, tree.path("body").asString(""));
    }

    public JsonNode json() {
        return JSON.readTree(text);
    }

    /** The string at a field of the top. */
    public String text(String field) {
        return json().path(field).asString("");
    }

    public String header(String name) {
        return headers.get(name);
    }
}
