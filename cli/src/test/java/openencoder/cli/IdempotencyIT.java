package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code Idempotency-Key} over HTTP: the gateway, the functions' zips and DynamoDB Local. */
class IdempotencyIT {

    private static final int AT_ONCE = 100;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static URI api;
    private static String foo;
    private static String bar;

    @BeforeAll
    static void start() throws Exception {
        api = SharedStack.api();
        foo = token("foo");
        bar = token("bar");
    }

    @Test
    void of_a_hundred_equal_orders_at_once_one_makes_the_job_and_all_get_it() throws Exception {
        var before = total();

        var answers = atOnce(AT_ONCE, () -> order(foo, "at-once", "film.mp4"));

        assertThat(answers)
                .allSatisfy(each -> assertThat(each.statusCode()).as(each.body()).isEqualTo(200));
        var jobs = answers.stream().map(IdempotencyIT::json).toList();
        assertThat(jobs.stream().map(each -> each.path("id").asLong()).distinct()).hasSize(1);
        assertThat(jobs.stream().map(each -> each.path("job")).distinct()).hasSize(1);
        assertThat(jobs.stream().filter(each -> !each.path("repeated").asBoolean())).hasSize(1);
        assertThat(total()).isEqualTo(before + 1);
    }

    @Test
    void a_key_is_good_for_one_order() throws Exception {
        assertThat(order(foo, "one-order", "one.mp4").statusCode()).isEqualTo(200);

        var other = order(foo, "one-order", "other.mp4");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).path("code").asString()).isEqualTo("idempotency_key.reused");
        assertThat(json(other).at("/errors/0/field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void the_same_key_of_another_user_is_another_key() throws Exception {
        var mine = json(order(foo, "shared", "film.mp4"));
        var theirs = json(order(bar, "shared", "film.mp4"));

        assertThat(theirs.path("repeated").asBoolean()).isFalse();
        assertThat(theirs.path("id")).isNotEqualTo(mine.path("id"));
    }

    @Test
    void a_key_still_names_its_job_when_that_has_ended() throws Exception {
        var id = json(order(foo, "ended", "film.mp4")).path("id").asLong();
        assertThat(post(foo, "/api/jobs/%d/cancel".formatted(id), "{}").statusCode())
                .isEqualTo(200);

        var again = json(order(foo, "ended", "film.mp4"));

        assertThat(again.path("id").asLong()).isEqualTo(id);
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.at("/job/status").asString()).isEqualTo("cancelled");
    }

    private static List<HttpResponse<String>> atOnce(
            int times, Callable<HttpResponse<String>> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<HttpResponse<String>>>();
            for (var i = 0; i < times; i++) running.add(threads.submit(request));
            var answers = new ArrayList<HttpResponse<String>>();
            for (var each : running) answers.add(each.get());
            return answers;
        }
    }

    private static HttpResponse<String> order(String token, String key, String dest)
            throws Exception {
        return send(
                request("/api/jobs", token)
                        .header("idempotency-key", key)
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"preset": "h264_baseline_360p_600",
                                         "source": "s3:///film.mp4", "dest": "s3:///%s"}
                                        """
                                                .formatted(dest))));
    }

    private static long total() throws Exception {
        return json(send(request("/api/jobs", foo).GET())).path("count").asLong();
    }

    private static String token(String name) throws Exception {
        var credentials = "{\"username\":\"%s\",\"password\":\"baz\"}".formatted(name);
        post("", "/api/register", credentials);
        return json(post("", "/api/login", credentials)).path("token").asString();
    }

    private static HttpResponse<String> post(String token, String path, String body)
            throws Exception {
        return send(request(path, token).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path, String token) {
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .header("content-type", "application/json");
        return token.isEmpty() ? request : request.header("authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
