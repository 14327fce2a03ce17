package openencoder.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The event a function gets for a request, payload format 2.0
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
final class ProxyEvent {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Set<String> TEXT =
            Set.of("application/json", "application/javascript", "application/xml");

    private ProxyEvent() {}

    /**
     * @param domain the API's own host and port, whatever the caller's {@code Host} says
     */
    static byte[] of(
            GatewayRequest request,
            GatewayRoutes.Match match,
            String domain,
            String requestId,
            Instant now) {
        boolean base64 = request.body().length > 0 && !isText(request);
        var event =
                APIGatewayV2HTTPEvent.builder()
                        .withVersion("2.0")
                        .withRouteKey(match.route().key())
                        .withRawPath(request.path())
                        .withRawQueryString(request.query())
                        .withHeaders(headers(request))
                        .withRequestContext(context(request, match, domain, requestId, now))
                        .withIsBase64Encoded(base64);
        if (request.headers().containsKey("cookie"))
            event.withCookies(List.of(request.header("cookie").split(";\\s*")));
        if (!request.query().isEmpty())
            event.withQueryStringParameters(queryParameters(request.query()));
        if (!match.pathParameters().isEmpty()) event.withPathParameters(match.pathParameters());
        if (request.body().length > 0) event.withBody(body(request, base64));
        return JSON.writeValueAsBytes(event.build());
    }

    private static Map<String, String> headers(GatewayRequest request) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : request.headers().keySet()) {
            if (!name.equals("cookie")) headers.put(name, request.header(name));
        }
        headers.merge("x-forwarded-for", request.sourceIp(), (said, seen) -> said + "," + seen);
        headers.put("x-forwarded-proto", "http");
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

    private static RequestContext context(
            GatewayRequest request,
            GatewayRoutes.Match match,
            String domain,
            String requestId,
            Instant now) {
        var http =
                RequestContext.Http.builder()
                        .withMethod(request.method())
                        .withPath(request.path())
                        .withProtocol(request.protocol())
                        .withSourceIp(request.sourceIp())
                        .withUserAgent(request.header("user-agent"))
                        .build();
        return RequestContext.builder()
                .withAccountId("000000000000")
                .withApiId("local")
                .withDomainName(domain)
                .withDomainPrefix("local")
                .withHttp(http)
                .withRequestId(requestId)
                .withRouteKey(match.route().key())
                .withStage("$default")
                .withTime(TIME.format(now))
                .withTimeEpoch(now.toEpochMilli())
                .build();
    }

    private static String body(GatewayRequest request, boolean base64) {
        return base64
                ? Base64.getEncoder().encodeToString(request.body())
                : new String(request.body(), UTF_8);
    }

    private static boolean isText(GatewayRequest request) {
        if (request.headers().containsKey("content-encoding")) return false;
        var type = request.header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return (type.startsWith("text/") || TEXT.contains(type)) && isUtf8(request.body());
    }

    // A text of the event has no place for other bytes: the function is to see and to refuse them.
    private static boolean isUtf8(byte[] body) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
