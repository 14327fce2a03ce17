package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The embedded stack from outside, with everything that was built. */
class UpIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(20);
    private static final String FOO = "{\"username\":\"foo@bar.com\",\"password\":\"baz\"}";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void the_stack_survives_being_stopped_killed_and_started_again() throws Exception {
        String token;
        try (var up = up("--workers", "2")) {
            assertThat(post("/api/register", FOO).statusCode()).isEqualTo(200);
            token = json(post("/api/login", FOO)).get("token").asString();
            assertThat(get("/api/presets", token).get("count").asInt()).isEqualTo(5);
            assertThat(workers()).hasSize(2).allMatch(ProcessHandle::isAlive);

            try (var second = Launched.in(folder, "up", "--port", "0", "--data", "data")) {
                assertThat(second.awaitExit(START_LIMIT)).isEqualTo(1);
                assertThat(second.output()).contains("in use by process " + up.pid());
            }

            var killed = workers().getFirst();
            killed.destroyForcibly();
            awaitUntil(() -> workers().size() == 2 && !workers().contains(killed));

            var orphans = workers();
            up.kill();
            assertThat(orphans)
                    .allSatisfy(o -> assertThat(o.onExit()).succeedsWithin(ORPHAN_LIMIT));
        }
        try (var rotate = Launched.in(folder, "admin", "rotate-keys", "--data", "data")) {
            assertThat(rotate.awaitExit(START_LIMIT)).as(rotate.output()).isZero();
        }
        try (var up = up("--workers", "1")) {
            assertThat(get("/.well-known/jwks.json", token).get("keys")).hasSize(2);
            assertThat(get("/api/me", token).get("username").asString()).isEqualTo("foo@bar.com");
            var ports = ports();
            var workers = workers();
            up.signal("TERM");
            assertThat(up.awaitExit(STOP_LIMIT)).isZero();
            assertThat(workers).noneMatch(ProcessHandle::isAlive);
            assertThat(ports)
                    .allSatisfy(
                            port ->
                                    assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
                                            .isInstanceOf(ConnectException.class));
            assertThat(folder.resolve("data/endpoints.json")).doesNotExist();
        }
        try (var up = up("--workers", "0", "--fresh")) {
            assertThat(workers()).isEmpty();
            assertThat(post("/api/login", FOO).statusCode()).isEqualTo(401);
            up.signal("TERM");
            assertThat(up.awaitExit(STOP_LIMIT)).isZero();
        }
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var up =
                        Launched.in(
                                folder, "up", "--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(up.awaitExit(START_LIMIT)).isEqualTo(1);
            assertThat(up.output())
                    .contains("Port %d is taken".formatted(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    private Launched up(String... options) throws Exception {
        var arguments = Stream.of("up", "--port", "0", "--data", "data");
        var up =
                Launched.in(
                        folder,
                        Stream.concat(arguments, Stream.of(options)).toArray(String[]::new));
        up.awaitLine(line -> line.startsWith("Open Encoder is ready at http://"), START_LIMIT);
        return up;
    }

    private List<ProcessHandle> workers() throws IOException {
        return endpoints()
                .get("workers")
                .valueStream()
                .flatMap(worker -> ProcessHandle.of(worker.get("pid").asLong()).stream())
                .toList();
    }

    private List<Integer> ports() throws IOException {
        var endpoints = endpoints();
        return Stream.of("/api", "/dynamodb/endpoint", "/sqs/endpoint", "/s3/endpoint")
                .map(place -> URI.create(endpoints.at(place).asString()).getPort())
                .toList();
    }

    private JsonNode endpoints() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("data/endpoints.json")));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode get(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).header("authorization", "Bearer " + token);
        return json(http.send(request.build(), BodyHandlers.ofString()));
    }

    private URI uri(String path) throws IOException {
        return URI.create(endpoints().get("api").asString() + path);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private interface Question {
        boolean answer() throws Exception;
    }

    private static void awaitUntil(Question question) throws Exception {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!question.answer()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
