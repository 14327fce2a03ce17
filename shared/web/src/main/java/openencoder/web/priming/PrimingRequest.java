package openencoder.web.priming;

import openencoder.web.http.Json;

import tools.jackson.databind.SerializationFeature;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that changes nothing, whatever is stored, to prime a function with.
 *
 * @param target path and query
 * @param body JSON; null for none
 */
public record PrimingRequest(String method, String target, String body) {
    private static final String US = "Mozilla/5.0 (priming) like Gecko";
    private static final String HOST = "pr1ming000.execute-api.us-east-1.amazonaws.com";

    public static PrimingRequest get(String target) {
        return new PrimingRequest("GET", target, null);
    }

    public static PrimingRequest post(String target, String body) {
        return new PrimingRequest("POST", target, body);
    }

    /**
     * As API Gateway sends it, in its order and without what a request does not have; compiled code
     * is only as good as what it has seen.
     *
     * @param indented as others may send it, which takes other paths through a parser
     */
    public byte[] event(String token, boolean indented) {
        var parts = target.split("\\?", 2);
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", parts[0]);
        event.put("rawQueryString", parts.length > 1 ? parts[1] : "");
        event.put("headers", headers(token));
        event.put("requestContext", context(parts[0]));
        if (body != null) event.put("body", body);
        event.put("isBase64Encoded", false);
        return indented
                ? Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(event)
                : Json.write(event);
    }

    private Map<String, Object> headers(String token) {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("accept", "application/json, text/plain, */*");
        headers.put("accept-encoding", "gzip, deflate, br");
        headers.put("authorization", "Bearer " + token);
        if (body != null) headers.put("content-length", "" + body.length());
        if (body != null) headers.put("content-type", "application/json");
        headers.put("host", HOST);
        headers.put("user-agent", US);
        headers.put("x-amzn-trace-id", "Root=1-00000000-000000000000000000000000");
        headers.put("x-forwarded-for", "192.0.2.1");
        headers.put("x-forwarded-port", "443");
        headers.put("x-forwarded-proto", "https");
        return headers;
    }

    private Map<String, Object> context(String path) {
        var http = new LinkedHashMap<String, Object>();
        http.put("method", method);
        http.put("path", path);
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", "192.0.2.1");
        http.put("userAgent", US);
        var context = new LinkedHashMap<String, Object>();
        context.put("accountId", "123456789012");
        context.put("apiId", "pr1ming000");
        context.put("domainName", HOST);
        context.put("domainPrefix", "pr1ming000");
        context.put("http", http);
        context.put("requestId", "Aa0bCcDdEeFfGgH=");
        context.put("routeKey", "$default");
        context.put("stage", "$default");
        context.put("time", "01/Jan/2026:00:00:00 +0000");
        context.put("timeEpoch", 1_767_225_600_000L);
        return context;
    }
}
