package openencoder.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The event a function gets for a request, payload format 2.0
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
final class ProxyEvent {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Set<String> TEXT =
            Set.of("application/json", "application/javascript", "application/xml");

    private ProxyEvent() {}

    static byte[] of(
            GatewayRequest request, RouteTable.Match match, String requestId, Instant now) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", request.path());
        event.put("rawQueryString", request.query());
        if (request.headers().containsKey("cookie")) {
            event.put("cookies", request.header("cookie").split(";\\s*"));
        }
        event.put("headers", headers(request));
        if (!request.query().isEmpty()) {
            event.put("queryStringParameters", queryParameters(request.query()));
        }
        event.put("requestContext", context(request, match, requestId, now));
        if (!match.pathParameters().isEmpty()) {
            event.put("pathParameters", match.pathParameters());
        }
        boolean base64 = request.body().length > 0 && !isText(request);
        if (request.body().length > 0) {
            event.put("body", body(request, base64));
        }
        event.put("isBase64Encoded", base64);
        return JSON.writeValueAsBytes(event);
    }

    private static Map<String, String> headers(GatewayRequest request) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : request.headers().keySet()) {
            if (!name.equals("cookie")) {
                headers.put(name, request.header(name));
            }
        }
        headers.putIfAbsent("x-forwarded-for", request.sourceIp());
        headers.putIfAbsent("x-forwarded-proto", "http");
        return headers;
    }

    private static Map<String, String> queryParameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .forEach(
                        pair ->
                                parameters.merge(
                                        decoded(pair[0]),
                                        pair.length > 1 ? decoded(pair[1]) : "",
                                        (first, next) -> first + "," + next));
        return parameters;
    }

    private static Map<String, Object> context(
            GatewayRequest request, RouteTable.Match match, String requestId, Instant now) {
        var http = new LinkedHashMap<String, Object>();
        http.put("method", request.method());
        http.put("path", request.path());
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.sourceIp());
        http.put("userAgent", request.header("user-agent"));

        var context = new LinkedHashMap<String, Object>();
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("domainName", request.header("host"));
        context.put("domainPrefix", "local");
        context.put("http", http);
        context.put("requestId", requestId);
        context.put("routeKey", match.route().key());
        context.put("stage", "$default");
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
        return context;
    }

    private static String body(GatewayRequest request, boolean base64) {
        return base64
                ? Base64.getEncoder().encodeToString(request.body())
                : new String(request.body(), UTF_8);
    }

    private static boolean isText(GatewayRequest request) {
        if (request.headers().containsKey("content-encoding")) {
            return false;
        }
        var type = request.header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXT.contains(type);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
