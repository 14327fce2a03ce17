package openencoder.worker.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The machines' part of the API as a script: each path has answers, of which the last stays. */
public final class ApiTwin implements AutoCloseable {
    public static final String ENROL = "/api/worker/enrol";
    public static final String HEARTBEAT = "/api/worker/heartbeat";
    public static final String CLAIMS = "/api/worker/claims";
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * @param bearer the header Authorization, or empty
     */
    public record Request(String path, String bearer, JsonNode body) {}

    /**
     * @param status 0 for none at all
     */
    public record Reply(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final Map<String, Queue<Function<Request, Reply>>> script = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    public ApiTwin() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @SafeVarargs
    public final synchronized void answers(String path, Function<Request, Reply>... answers) {
        var given = new ArrayDeque<Function<Request, Reply>>();
        for (var answer : answers) given.add(answer);
        script.put(path, given);
    }

    public void answers(String path, Reply... answers) {
        var given = new ArrayDeque<Function<Request, Reply>>();
        for (var answer : answers) given.add(_ -> answer);
        synchronized (this) {
            script.put(path, given);
        }
    }

    public synchronized List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    public static Reply json(Object body) {
        return new Reply(200, Map.of(), JSON.writeValueAsString(body));
    }

    public static Reply problem(int status, String code) {
        var body = Map.of("status", status, "code", code, "detail", "Because of " + code + ".");
        return new Reply(status, Map.of(), JSON.writeValueAsString(body));
    }

    public static Reply silence() {
        return new Reply(0, Map.of(), "");
    }

    public static Map<String, String> keys(String id, Instant expires) {
        return Map.of(
                "access_key_id",
                id,
                "secret_access_key",
                "secret-of-" + id,
                "session_token",
                "token-of-" + id,
                "expires",
                expires.toString());
    }

    public static Map<String, String> session(String token, Instant expires) {
        return Map.of("token", token, "expires", expires.toString());
    }

    public static Reply heard(boolean drain) {
        var body = new HashMap<String, Object>();
        body.put("drain", drain);
        body.put("session", null);
        body.put("credentials", null);
        return json(body);
    }

    public static Map<String, Object> enrolled(Instant expires, Map<String, String> settings) {
        return Map.of(
                "machine", Map.of("id", "m-1", "name", "test-m-1"),
                "session", session("m-1.first", expires),
                "heartbeat_seconds", 15,
                "credentials", keys("queue-1", expires),
                "settings", settings);
    }

    public static Reply claimed(int attempt, String keys, Instant expires) {
        return json(
                Map.of(
                        "outcome",
                        "claimed",
                        "job",
                        12,
                        "attempt",
                        attempt,
                        "credentials",
                        keys(keys, expires)));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(read(exchange));
            if (answer.status() == 0) return;
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        var bearer = exchange.getRequestHeaders().getFirst("Authorization");
        return new Request(
                exchange.getRequestURI().getPath(),
                bearer == null ? "" : bearer,
                JSON.readTree(exchange.getRequestBody().readAllBytes()));
    }

    private Reply answer(Request request) {
        Function<Request, Reply> next;
        synchronized (this) {
            requests.add(request);
            var left = script.getOrDefault(request.path(), new ArrayDeque<>());
            next = left.size() > 1 ? left.remove() : left.peek();
        }
        return next == null ? problem(404, "not_in_the_script") : next.apply(request);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
