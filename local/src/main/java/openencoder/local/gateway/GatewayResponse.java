package openencoder.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eclipse.jetty.http.HttpStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param headers by lower-case name
 */
record GatewayResponse(int status, Map<String, List<String>> headers, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BAD_ANSWER = "The function's answer cannot be read.";

    /** From what a function answered; {@code multiValueHeaders} mean nothing in format 2.0. */
    static GatewayResponse of(byte[] answer, String requestId) {
        try {
            var json = JSON.readTree(answer);
            return json.has("statusCode") ? proxied(json, requestId) : bare(answer);
        } catch (JacksonException | IllegalArgumentException _) {
            return problem(500, BAD_ANSWER, "gateway.bad_answer", requestId);
        }
    }

    /** The gateway's own refusal, a problem like those the functions answer. */
    static GatewayResponse problem(int status, String message, String code, String requestId) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:openencoder:problem:" + code);
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        problem.put("detail", message);
        problem.put("message", message);
        problem.put("code", code);
        problem.put("request_id", requestId);
        return new GatewayResponse(
                status,
                Map.of(
                        "content-type", List.of("application/problem+json"),
                        "x-request-id", List.of(requestId),
                        "x-content-type-options", List.of("nosniff"),
                        "cache-control", List.of("no-store")),
                JSON.writeValueAsBytes(problem));
    }

    GatewayResponse with(Map<String, List<String>> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new GatewayResponse(status, all, body);
    }

    private static GatewayResponse bare(byte[] answer) {
        return new GatewayResponse(
                200, Map.of("content-type", List.of("application/json")), answer);
    }

    private static GatewayResponse proxied(JsonNode json, String requestId) {
        if (!json.get("statusCode").canConvertToInt())
            return problem(500, BAD_ANSWER, "gateway.bad_answer", requestId);
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("content-type", List.of("text/plain; charset=utf-8"));
        for (var header : json.path("headers").properties())
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT),
                    List.of(header.getValue().asString()));
        var cookies = new ArrayList<String>();
        json.path("cookies").forEach(cookie -> cookies.add(cookie.asString()));
        if (!cookies.isEmpty()) headers.put("set-cookie", cookies);
        var body = json.path("body").asString("");
        return new GatewayResponse(
                json.get("statusCode").asInt(),
                headers,
                json.path("isBase64Encoded").asBoolean(false)
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(UTF_8));
    }
}
