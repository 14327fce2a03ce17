package openencoder.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.RouteResource;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ProxyEventTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:05:06.789Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void a_plain_get() {
        var event = event("GET", "/api/jobs", "", Map.of("host", List.of("localhost:8080")), "");
        assertEvent(
                event,
                """
                {
                  "version": "2.0",
                  "routeKey": "GET /api/jobs",
                  "rawPath": "/api/jobs",
                  "rawQueryString": "",
                  "headers": {
                    "host": "localhost:8080",
                    "x-forwarded-for": "127.0.0.1",
                    "x-forwarded-proto": "http"
                  },
                  "requestContext": {
                    "accountId": "000000000000",
                    "apiId": "local",
                    "domainName": "127.0.0.1:8080",
                    "domainPrefix": "local",
                    "http": {
                      "method": "GET",
                      "path": "/api/jobs",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "127.0.0.1",
                      "userAgent": ""
                    },
                    "requestId": "request-1",
                    "routeKey": "GET /api/jobs",
                    "stage": "$default",
                    "time": "23/Nov/2026:08:05:06 +0000",
                    "timeEpoch": 1795421106789
                  },
                  "isBase64Encoded": false
                }
                """);
    }

    @Test
    void everything_at_once() {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("host", List.of("localhost:8080"));
        headers.put("user-agent", List.of("curl/8"));
        headers.put("content-type", List.of("application/json; charset=utf-8"));
        headers.put("x-twice", List.of("one", "two"));
        headers.put("cookie", List.of("a=1; b=2"));
        var event =
                event(
                        "POST",
                        "/api/jobs/a%20b%2Fc/cancel",
                        "f=1&f=2&na%20me=v%26w&empty=&bare",
                        headers,
                        "{\"name\":\"Schloß\"}");
        assertEvent(
                event,
                """
                {
                  "version": "2.0",
                  "routeKey": "POST /api/jobs/{id}/cancel",
                  "rawPath": "/api/jobs/a%20b%2Fc/cancel",
                  "rawQueryString": "f=1&f=2&na%20me=v%26w&empty=&bare",
                  "cookies": ["a=1", "b=2"],
                  "headers": {
                    "host": "localhost:8080",
                    "user-agent": "curl/8",
                    "content-type": "application/json; charset=utf-8",
                    "x-twice": "one,two",
                    "x-forwarded-for": "127.0.0.1",
                    "x-forwarded-proto": "http"
                  },
                  "queryStringParameters": {
                    "f": "1,2", "na me": "v&w", "empty": "", "bare": ""
                  },
                  "requestContext": {
                    "accountId": "000000000000",
                    "apiId": "local",
                    "domainName": "127.0.0.1:8080",
                    "domainPrefix": "local",
                    "http": {
                      "method": "POST",
                      "path": "/api/jobs/a%20b%2Fc/cancel",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "127.0.0.1",
                      "userAgent": "curl/8"
                    },
                    "requestId": "request-1",
                    "routeKey": "POST /api/jobs/{id}/cancel",
                    "stage": "$default",
                    "time": "23/Nov/2026:08:05:06 +0000",
                    "timeEpoch": 1795421106789
                  },
                  "pathParameters": { "id": "a b/c" },
                  "body": "{\\"name\\":\\"Schloß\\"}",
                  "isBase64Encoded": false
                }
                """);
    }

    @Test
    void a_body_that_is_no_text_travels_as_base64() {
        for (var headers :
                List.of(
                        Map.of("content-type", List.of("application/octet-stream")),
                        Map.of(
                                "content-type", List.of("application/json"),
                                "content-encoding", List.of("gzip")),
                        Map.<String, List<String>>of())) {
            var event = JSON.readTree(event("POST", "/api/jobs", "", headers, "film"));
            assertThat(event.get("isBase64Encoded").asBoolean()).isTrue();
            assertThat(event.get("body").asString()).isEqualTo("ZmlsbQ==");
        }
    }

    @Test
    void a_text_that_is_no_utf_8_travels_as_base64_so_that_the_function_refuses_it() {
        var headers = Map.of("content-type", List.of("application/json"));
        var bytes = new byte[] {'{', '"', (byte) 0xff, '"', '}'};
        var event = JSON.readTree(event("POST", "/api/jobs", "", headers, bytes));
        assertThat(event.get("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.get("body").asString()).isEqualTo("eyL/In0=");
    }

    @Test
    void where_the_api_is_does_not_come_from_the_caller() {
        var headers =
                Map.of(
                        "host", List.of("evil.example"),
                        "x-forwarded-proto", List.of("https"),
                        "x-forwarded-for", List.of("192.0.2.9"));
        var event = JSON.readTree(event("GET", "/api/jobs", "", headers, ""));
        assertThat(event.at("/requestContext/domainName").asString()).isEqualTo("127.0.0.1:8080");
        assertThat(event.at("/headers/x-forwarded-proto").asString()).isEqualTo("http");
        assertThat(event.at("/headers/x-forwarded-for").asString())
                .isEqualTo("192.0.2.9,127.0.0.1");
    }

    @Test
    void a_query_that_cannot_be_decoded_stays_as_it_is() {
        var event = JSON.readTree(event("GET", "/api/jobs", "a=%zz", Map.of(), ""));
        assertThat(event.at("/queryStringParameters/a").asString()).isEqualTo("%zz");
    }

    private static byte[] event(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            String body) {
        return event(method, path, query, headers, body.getBytes(UTF_8));
    }

    private static byte[] event(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            byte[] body) {
        var routes =
                new GatewayRoutes(
                        List.of(
                                new RouteResource("GET", "/api/jobs", "Jobs"),
                                new RouteResource("POST", "/api/jobs", "Jobs"),
                                new RouteResource("POST", "/api/jobs/{id}/cancel", "Jobs")));
        return ProxyEvent.of(
                new GatewayRequest(method, path, query, headers, body, "HTTP/1.1", "127.0.0.1"),
                routes.match(method, path).orElseThrow(),
                "127.0.0.1:8080",
                "request-1",
                NOW);
    }

    private static void assertEvent(byte[] event, String expected) {
        assertThat(JSON.readTree(event)).isEqualTo(JSON.readTree(expected));
    }
}
