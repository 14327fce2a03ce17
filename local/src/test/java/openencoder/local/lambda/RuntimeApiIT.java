package openencoder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a runtime client meets, over HTTP. */
class RuntimeApiIT {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Invocation INVOCATION =
            new Invocation(
                    "request-1",
                    "arn:aws:lambda:us-east-1:000000000000:function:FilmsFunction",
                    "{\"film\":1}".getBytes(UTF_8),
                    Duration.ofSeconds(20));

    private final RuntimeApi api = RuntimeApi.start(InstantSource.fixed(NOON));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        api.close();
    }

    @Test
    void an_event_comes_with_the_documented_headers() throws Exception {
        api.offer(INVOCATION);
        var next = get("invocation/next");
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("{\"film\":1}");
        assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).isEqualTo("request-1");
        assertThat(header(next, "Lambda-Runtime-Deadline-Ms"))
                .isEqualTo(Long.toString(NOON.plusSeconds(20).toEpochMilli()));
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn"))
                .isEqualTo(INVOCATION.functionArn());
        assertThat(header(next, "Lambda-Runtime-Trace-Id"))
                .matches("Root=1-6957b340-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    }

    @Test
    void who_asks_waits_for_an_event_and_has_started_meanwhile() throws Exception {
        var request = HttpRequest.newBuilder(uri("invocation/next")).build();
        var next = http.sendAsync(request, BodyHandlers.ofString());
        assertThat(api.started()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(next).isNotDone();
        api.offer(INVOCATION);
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_response_ends_the_invocation_and_no_second_one_does() throws Exception {
        var ending = api.offer(INVOCATION);
        get("invocation/next");
        assertThat(post("invocation/request-1/response", "[1]").statusCode()).isEqualTo(202);
        assertThat(ending.join())
                .isInstanceOfSatisfying(
                        InvocationResult.Answered.class,
                        answer -> assertThat(answer.response()).asString(UTF_8).isEqualTo("[1]"));
        var again = post("invocation/request-1/response", "[2]");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("InvalidRequestID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorType\":\"java.io.IOException\",\"errorMessage\":\"no film\"}",
                "{\"errorType\":\"java.io.IOException\",\"errorMessage\":\"no film\",\"more\":{}}"
            })
    void an_error_ends_the_invocation(String error) throws Exception {
        var ending = api.offer(INVOCATION);
        get("invocation/next");
        assertThat(post("invocation/request-1/error", error).statusCode()).isEqualTo(202);
        assertThat(ending.join())
                .isEqualTo(
                        new InvocationResult.Failed(
                                new FunctionError("java.io.IOException", "no film")));
    }

    @Test
    void an_error_of_the_start_is_told_to_the_caller_that_waits() throws Exception {
        assertThat(post("init/error", "all is lost").statusCode()).isEqualTo(202);
        assertThat(api.started().join())
                .contains(new FunctionError("Runtime.Unknown", "all is lost"));
    }

    @Test
    void a_response_that_lambda_would_not_take_is_refused() throws Exception {
        var ending = api.offer(INVOCATION);
        get("invocation/next");
        var large = post("invocation/request-1/response", "x".repeat(6 * 1024 * 1024 + 1));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(ending.join()).isInstanceOf(InvocationResult.Failed.class);
    }

    @Test
    void what_the_api_does_not_have_is_not_found() throws Exception {
        assertThat(get("invocation/last").statusCode()).isEqualTo(404);
        assertThat(post("invocation/next", "").statusCode()).isEqualTo(404);
        var other = URI.create("http://" + api.address() + "/2015-03-31/next");
        var request = HttpRequest.newBuilder(other).build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
