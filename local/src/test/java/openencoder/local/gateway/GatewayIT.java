package openencoder.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.CorsResource;
import openencoder.cloud.template.RouteResource;
import openencoder.local.lambda.Function;
import openencoder.local.lambda.InvocationException;
import openencoder.local.lambda.InvocationException.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class GatewayIT {

    private static final List<RouteResource> ROUTES =
            List.of(new RouteResource("POST", "/films/{id}", "Films"));
    private static final CorsResource CORS =
            new CorsResource(
                    List.of("https://films.example"),
                    List.of("POST"),
                    List.of("content-type"),
                    List.of("retry-after"),
                    Duration.ofMinutes(10));

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    @AfterEach
    void stop() {
        http.close();
        if (gateway != null) gateway.close();
    }

    @Test
    void a_request_reaches_its_function_and_the_answer_comes_back() throws Exception {
        start((_, event) -> answer(JsonMapper.shared().readTree(event).get("body").asString()));
        var response = post("/films/7", "film");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("film");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain");
    }

    @Test
    void an_unknown_route_is_not_found_and_a_problem_too() throws Exception {
        start((_, _) -> answer("unused"));
        var response = post("/nowhere", "film");
        assertThat(response.statusCode()).isEqualTo(404);
        var problem = problem(response);
        assertThat(problem.get("type").asString())
                .isEqualTo("urn:openencoder:problem:route.not_found");
        assertThat(problem.get("title").asString()).isEqualTo("Not Found");
        assertThat(problem.get("status").asInt()).isEqualTo(404);
        assertThat(problem.get("code").asString()).isEqualTo("route.not_found");
        assertThat(problem.get("request_id").asString())
                .isEqualTo(response.headers().firstValue("apigw-requestid").orElseThrow());
    }

    @Test
    void a_body_too_large_is_refused_before_the_function_sees_it() throws Exception {
        start((_, _) -> answer("unused"));
        for (int megabytes : List.of(7, 10, 40)) {
            var response = post("/films/7", "x".repeat(megabytes * 1024 * 1024));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(problem(response).get("code").asString()).isEqualTo("request.too_large");
        }
    }

    @Test
    void what_keeps_a_function_from_answering_shows_in_the_status_only() throws Exception {
        var statuses = Map.of(Reason.FAILED, 500, Reason.TIMED_OUT, 504, Reason.BUSY, 503);
        for (var reason : Reason.values()) {
            start(
                    (_, _) -> {
                        throw new InvocationException(reason, "secret", null);
                    });
            var response = post("/films/7", "film");
            assertThat(response.statusCode()).isEqualTo(statuses.get(reason));
            assertThat(response.body()).doesNotContain("secret");
        }
    }

    @Test
    void requests_are_answered_side_by_side() {
        int callers = 8;
        var allInside = new CountDownLatch(callers);
        start(
                (_, _) -> {
                    allInside.countDown();
                    try {
                        allInside.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return answer("together");
                });
        var answers =
                IntStream.range(0, callers)
                        .mapToObj(
                                i ->
                                        http.sendAsync(
                                                request("/films/" + i, "x"),
                                                BodyHandlers.ofString()))
                        .toList();
        assertThat(answers).allSatisfy(a -> assertThat(a.join().body()).isEqualTo("together"));
    }

    @Test
    void a_page_of_an_allowed_origin_may_ask_and_read() throws Exception {
        start((_, _) -> answer("film"));
        var preflight =
                http.send(
                        HttpRequest.newBuilder(uri("/films/7"))
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                .header("origin", "https://films.example")
                                .header("access-control-request-method", "POST")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().map())
                .containsEntry("access-control-allow-origin", List.of("https://films.example"))
                .containsEntry("access-control-allow-methods", List.of("POST"))
                .containsEntry("access-control-max-age", List.of("600"));
        var other =
                http.send(
                        HttpRequest.newBuilder(uri("/films/7"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .header("origin", "https://evil.example")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    static Stream<String> foreignHosts() {
        var odd =
                Stream.of(
                        "",
                        "evil.example",
                        "evil.example:99999",
                        "a b",
                        "$(id)",
                        "user@evil",
                        "x\"; id #",
                        "${jndi:ldap://evil}",
                        "x\\n",
                        "169.254.169.254",
                        "[::1",
                        "[::2]:PORT",
                        "127.0.0.1",
                        "127.0.0.1:1",
                        "127.0.0.1:PORT@evil.example",
                        "evil.example#127.0.0.1:PORT",
                        "127.0.0.1:PORT/",
                        "127.0.0.1:PORT.evil",
                        "[::1]:1",
                        "localhost",
                        "localhost.:PORT",
                        "localhost.evil.example:PORT",
                        "127.0.0.2:PORT",
                        "127.1:PORT",
                        "2130706433:PORT",
                        "0x7f000001:PORT",
                        "0.0.0.0:PORT",
                        "[::]:PORT",
                        "[::ffff:127.0.0.1]:PORT",
                        "evil.example:PORT",
                        "evil:PORT",
                        "é.example",
                        "%31%32%37.0.0.1:PORT",
                        "127.0.0.1%00:PORT",
                        "a,127.0.0.1:PORT",
                        ".",
                        "..",
                        ":",
                        ":PORT",
                        "@",
                        "/",
                        "?",
                        "#",
                        "'",
                        "`id`",
                        "|id",
                        ";id",
                        "<x>",
                        "{x}",
                        "a".repeat(300) + ":PORT",
                        "127.0.0.1:PORT:PORT",
                        "127.0.0.1 :PORT",
                        "127.0.0.1: PORT",
                        "http://127.0.0.1:PORT",
                        "*",
                        "*:PORT",
                        "-",
                        "_:PORT",
                        "127.0.0.1:-PORT",
                        "xn--p1ai:PORT");
        return odd;
    }

    @ParameterizedTest
    @MethodSource("foreignHosts")
    void a_request_for_another_host_reaches_no_function(String host) throws Exception {
        var asked = new AtomicInteger();
        start(
                (_, _) -> {
                    asked.incrementAndGet();
                    return answer("token");
                });
        var port = Integer.toString(gateway.uri().getPort());
        var reply =
                raw(
                        "POST /films/7 HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n\r\n"
                                .formatted(host.replace("PORT", port)));
        assertThat(reply).matches("(?s)HTTP/1.1 4(00|21) .*");
        assertThat(reply).contains("application/problem+json", "urn:openencoder:problem:request.");
        assertThat(asked).hasValue(0);
    }

    @Test
    void there_are_sixty_of_them() {
        assertThat(foreignHosts()).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT"})
    void a_request_for_this_machine_reaches_its_function(String host) throws Exception {
        start((_, _) -> answer("film"));
        var port = Integer.toString(gateway.uri().getPort());
        var reply =
                raw(
                        "POST /films/7 HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n\r\n"
                                .formatted(host.replace("PORT", port)));
        assertThat(reply).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void another_host_in_the_url_itself_is_refused_too() throws Exception {
        start((_, _) -> answer("film"));
        var reply =
                raw(
                        "POST http://evil.example/films/7 HTTP/1.1\r\nHost: %s\r\n\r\n"
                                .formatted(gateway.uri().getAuthority()));
        assertThat(reply).matches("(?s)HTTP/1.1 4(00|21) .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /films/7 HTTP/1.1\r\nHost: HERE\r\nContent-Length: abc\r\n\r\n",
                "GET /films/7 HTTP/1.1\r\nHost: HERE\r\nContent-Length: -1\r\n\r\n",
                "PUT /films/7 HTTP/1.1\r\nHost: a b\r\nContent-Length: 0\r\n\r\n",
                "BREW /films/7 HTTP/1.1\r\nHost: HERE\r\nContent-Length: abc\r\n\r\n",
                "GET /films/7 HTTP/1.1\r\n"
                        + "Host: HERE\r\n"
                        + "Content-Length: 1\r\n"
                        + "Content-Length: 2\r\n\r\n",
                "GET /films/7 HTTP/1.1\r\nHost: HERE\r\nHost: HERE\r\n\r\n",
                "GET /films/7 HTTP/1.1\r\n\r\n",
                "GET /films/7 HTTP/9.9\r\nHost: HERE\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: HERE\r\n\r\n",
                "GET /films/%zz HTTP/1.1\r\nHost: HERE\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST /films/7 HTTP/1.1\r\nHost: HERE\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    void what_cannot_be_read_is_a_problem_and_names_no_class(String request) throws Exception {
        start((_, _) -> answer("film"));
        var reply = raw(request.replace("HERE", gateway.uri().getAuthority()));
        assertThat(reply).matches("(?s)HTTP/1.1 [45]\\d\\d .*");
        assertThat(reply)
                .contains("application/problem+json", "urn:openencoder:problem:")
                .doesNotContain("Exception", "html", "jetty", "Jetty");
    }

    @Test
    void headers_without_end_are_a_problem() throws Exception {
        start((_, _) -> answer("film"));
        var reply =
                raw(
                        "GET /films/7 HTTP/1.1\r\nHost: %s\r\nX: %s\r\n\r\n"
                                .formatted(gateway.uri().getAuthority(), "x".repeat(40_000)));
        assertThat(reply).startsWith("HTTP/1.1 431 ").contains("request.too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/films/{id}",
                "/films/a|b",
                "/films/a%2Fb",
                "/films/..%2f",
                "/films/%c3%28",
                "/films/7?a=%zz",
                "/films/7?{x}"
            })
    void an_odd_path_is_for_the_function_to_judge(String path) throws Exception {
        var seen = new AtomicReference<String>();
        start(
                (_, event) -> {
                    var json = JsonMapper.shared().readTree(event);
                    var query = json.get("rawQueryString").asString();
                    seen.set(json.get("rawPath").asString() + (query.isEmpty() ? "" : "?" + query));
                    return answer("film");
                });
        var reply =
                raw(
                        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n\r\n"
                                .formatted(path, gateway.uri().getAuthority()));
        assertThat(reply).startsWith("HTTP/1.1 202 ");
        assertThat(seen).hasValue(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /films/7 HTTP/1.1\r\nHost: HE",
                "POST /films/7 HTTP/1.1\r\nHost: HERE\r\nContent-Length: 9\r\n\r\nhalf",
            })
    void half_a_request_does_not_keep_its_connection(String half) throws Exception {
        start((_, _) -> answer("film"));
        try (var socket = new Socket("127.0.0.1", gateway.uri().getPort())) {
            socket.setSoTimeout(10_000);
            var text = half.replace("HERE", gateway.uri().getAuthority());
            socket.getOutputStream().write(text.getBytes(UTF_8));
            // all that comes, until the gateway closes
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .doesNotContain(" 202 ");
        }
    }

    @Test
    void a_function_may_take_longer_than_a_connection_may_be_silent() throws Exception {
        start(
                (_, _) -> {
                    LockSupport.parkNanos(PATIENCE.multipliedBy(2).toNanos());
                    return answer("film");
                });
        assertThat(post("/films/7", "x").statusCode()).isEqualTo(202);
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void a_taken_port_says_so() {
        start((_, _) -> answer("film"));
        int port = gateway.uri().getPort();
        assertThatThrownBy(
                        () ->
                                Gateway.start(
                                        GatewayPlace.at(port, Optional.empty()),
                                        ROUTES,
                                        Optional.empty(),
                                        Map.of(),
                                        InstantSource.system()))
                .isInstanceOf(BindException.class);
    }

    private void start(Function function) {
        if (gateway != null) gateway.close();
        try {
            gateway =
                    Gateway.start(
                            new GatewayPlace(0, Optional.empty(), PATIENCE),
                            ROUTES,
                            Optional.of(CORS),
                            Map.of("Films", function),
                            InstantSource.system());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private URI uri(String path) {
        return gateway.uri().resolve(path);
    }

    private static JsonNode problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/problem+json");
        return JsonMapper.shared().readTree(response.body());
    }

    private static byte[] answer(String body) {
        var answer =
                Map.of(
                        "statusCode",
                        202,
                        "headers",
                        Map.of("content-type", "text/plain"),
                        "body",
                        body);
        return JsonMapper.shared().writeValueAsString(answer).getBytes(UTF_8);
    }
}
