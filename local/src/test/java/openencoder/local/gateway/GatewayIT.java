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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
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
import java.util.stream.IntStream;

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

    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    @AfterEach
    void stop() {
        http.close();
        gateway.close();
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
        assertThat(problem.get("message").asString()).isEqualTo("Not Found");
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

    @Test
    void a_taken_port_says_so() {
        start((_, _) -> answer("film"));
        int port = gateway.uri().getPort();
        assertThatThrownBy(
                        () ->
                                Gateway.start(
                                        port,
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
                            0,
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
