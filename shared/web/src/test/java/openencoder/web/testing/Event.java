package openencoder.web.testing;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A request as API Gateway's HTTP API hands it to a function: payload 2.0. */
public record Event(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        boolean isBase64Encoded,
        String sourceIp) {
    public static final String REQUEST_ID = "JKJaXmPLvHcESHA=";
    private static final JsonMapper JSON = new JsonMapper();

    public static Event get(String target) {
        return of("GET", target);
    }

    public static Event post(String target) {
        return of("POST", target);
    }

    public static Event put(String target) {
        return of("PUT", target);
    }

    public static Event of(String method, String target) {
        var parts = target.split("\\?", 2);
        return new Event(
                method,
                parts[0],
                parts.length == 2 ? parts[1] : "",
                Map.of(),
                null,
                false,
                "192.0.2.1");
    }

    public Event with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header.toLowerCase(Locale.ROOT), value);
        return new Event(method, path, query, more, body, isBase64Encoded, sourceIp);
    }

    /** As the gateway sees the caller. */
    public Event from(String address) {
        return new Event(method, path, query, headers, body, isBase64Encoded, address);
    }

    public Event bearer(String token) {
        return with("authorization", "Bearer " + token);
    }

    public Event json(String text) {
        return with("content-type", "application/json").body(text);
    }

    public Event body(String text) {
        return new Event(method, path, query, headers, text, false, sourceIp);
    }

    public Event base64(byte[] bytes) {
        var coded = Base64.getEncoder().encodeToString(bytes);
        return new Event(method, path, query, headers, coded, true, sourceIp);
    }

    /** A body that claims to be base64. */
    public Event flagged(String text) {
        return new Event(method, path, query, headers, text, true, sourceIp);
    }

    String text() {
        return JSON.writeValueAsString(payload());
    }

    public Reply sentTo(RequestStreamHandler function) {
        return send(text(), function);
    }

    /** Sends an event that is written out as JSON. */
    public static Reply send(String event, RequestStreamHandler function) {
        return Reply.of(answer(event, function));
    }

    static String answer(String event, RequestStreamHandler function) {
        var input = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
        var output = new ByteArrayOutputStream();
        try {
            function.handleRequest(input, output, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    private Map<String, Object> payload() {
        var http =
                Map.of(
                        "method", method,
                        "path", path,
                        "protocol", "HTTP/1.1",
                        "sourceIp", sourceIp,
                        "userAgent", "test");
        var context =
                Map.of(
                        "accountId", "123456789012",
                        "apiId", "api-id",
                        "domainName", "api.example.com",
                        "requestId", REQUEST_ID,
                        "routeKey", "$default",
                        "stage", "$default",
                        "time", "02/Jan/2026:12:00:00 +0000",
                        "timeEpoch", 1767355200000L,
                        "http", http);
        var payload = new LinkedHashMap<String, Object>();
        payload.put("version", "2.0");
        payload.put("routeKey", "$default");
        payload.put("rawPath", path);
        payload.put("rawQueryString", query);
        payload.put("headers", headers);
        payload.put("requestContext", context);
        if (body != null) payload.put("body", body);
        payload.put("isBase64Encoded", isBase64Encoded);
        return payload;
    }
}
