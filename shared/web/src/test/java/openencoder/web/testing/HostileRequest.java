package openencoder.web.testing;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A request drawn at random: mostly a route of ours with something wrong about it.
 *
 * @param target path and query, as they stand in a request line
 */
public record HostileRequest(
        String method, String target, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW");
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/json; charset=utf-8",
                    "APPLICATION/JSON",
                    "application/json; charset=utf-16",
                    "application/json; charset=\"",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "*/*",
                    ";",
                    "/",
                    "application/json, text/html",
                    "application/xml");
    private static final List<String> NAMES =
            List.of(
                    "accept",
                    "accept-language",
                    "accept-encoding",
                    "content-encoding",
                    "cookie",
                    "origin",
                    "host",
                    "if-none-match",
                    "if-modified-since",
                    "idempotency-key",
                    "x-forwarded-for",
                    "x-forwarded-port",
                    "x-forwarded-proto",
                    "forwarded",
                    "range",
                    "x-http-method-override",
                    "authorization");

    /**
     * @param routes as in {@code GET /api/jobs/{id}}
     * @param tokens draws one for the request
     */
    public static HostileRequest draw(List<String> routes, Supplier<String> tokens, Random random) {
        var route = HostileText.any(routes, random).split(" ");
        var method = random.nextInt(12) == 0 ? HostileText.any(METHODS, random) : route[0];
        var path = route[1].replace("{id}", HostileText.id(random));
        if (random.nextInt(15) == 0) path = odd(path, random);
        var query = random.nextInt(2) == 0 ? "" : "?" + HostileText.query(random);
        var body =
                method.equals("GET") && random.nextInt(5) > 0
                        ? new byte[0]
                        : HostileBody.bytes(random);
        return new HostileRequest(method, path + query, headers(tokens, random), body);
    }

    /** The event of it as API Gateway would make it; now and then as it never would. */
    String event(Random random) {
        var parts = target.split("\\?", 2);
        var event = Event.of(method, parts[0] + (parts.length > 1 ? "?" + parts[1] : ""));
        for (var header : headers.entrySet())
            event = event.with(header.getKey(), header.getValue());
        if (random.nextInt(20) == 0) event = event.from(HostileText.hostile(random));
        if (body.length > 0) event = withBody(event, random);
        var tree = (ObjectNode) JSON.readTree(event.text());
        if (random.nextInt(15) == 0) damage(tree, random);
        return tree.toString();
    }

    private Event withBody(Event event, Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> event.base64(body);
            case 3 -> event.flagged(new String(body, StandardCharsets.UTF_8));
            case 4 -> event.body(Base64.getEncoder().encodeToString(body));
            default -> event.body(new String(body, StandardCharsets.UTF_8));
        };
    }

    /** Takes a field away, or makes it null. */
    private static void damage(ObjectNode tree, Random random) {
        var at = tree;
        while (true) {
            var names = new ArrayList<>(at.propertyNames());
            if (names.isEmpty()) return;
            var name = HostileText.any(names, random);
            if (at.get(name) instanceof ObjectNode inner && random.nextInt(3) > 0) {
                at = inner;
                continue;
            }
            if (random.nextBoolean()) at.remove(name);
            else at.putNull(name);
            return;
        }
    }

    private static Map<String, String> headers(Supplier<String> tokens, Random random) {
        var headers = new LinkedHashMap<String, String>();
        for (var i = random.nextInt(3); i > 0; i--)
            headers.put(
                    HostileText.any(NAMES, random),
                    HostileText.hostile(random).replaceAll("[^ -~]", "?"));
        if (random.nextInt(10) > 0)
            headers.put(
                    "content-type",
                    random.nextInt(6) > 0 ? TYPES.getFirst() : HostileText.any(TYPES, random));
        if (random.nextInt(12) > 0) headers.put("authorization", "Bearer " + tokens.get());
        return headers;
    }

    private static String odd(String path, Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> path + "/";
            case 1 -> "/" + path;
            case 2 -> path.replace("/api", "/api/./..");
            case 3 -> path.toUpperCase(Locale.ROOT);
            case 4 -> path + "/%2e%2e";
            case 5 -> path + ";jsessionid=1";
            case 6 -> path.replace("a", "%61");
            case 7 -> "/" + HostileText.id(random);
            case 8 -> path + "%";
            default -> path + "/" + "x/".repeat(500);
        };
    }
}
