package openencoder.cloud.digitalocean;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import openencoder.cloud.digitalocean.ScriptedAnswer.Ending;
import openencoder.cloud.http.LoopbackServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The API over HTTP, reachable from 127.0.0.1 only. */
final class SimulatorServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatorServer.class);
    private static final String JSON = "application/json; charset=utf-8";
    private static final int LARGEST_BODY = 1024 * 1024;

    private final LoopbackServer server;
    private final Queue<ScriptedAnswer> script = new ConcurrentLinkedQueue<>();
    private volatile Consumer<SimulatorRequest> observer = _ -> {};

    private SimulatorServer(LoopbackServer server) {
        this.server = server;
    }

    /** Takes the port; answers nothing yet. */
    static SimulatorServer at(int port) throws IOException {
        return new SimulatorServer(LoopbackServer.at(port));
    }

    URI uri() {
        return server.uri();
    }

    void script(ScriptedAnswer... answers) {
        script.addAll(List.of(answers));
    }

    void observe(Consumer<SimulatorRequest> other) {
        observer = other;
    }

    void serve(SimulatorApi api) {
        server.serve(exchange -> serve(api, exchange));
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(SimulatorApi api, HttpExchange exchange) throws IOException {
        var requestId = UUID.randomUUID().toString();
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                send(exchange, requestId, tooLarge(requestId));
                return;
            }
            var request = request(exchange, body);
            observer.accept(request);
            var scripted = script.poll();
            if (scripted == null) {
                send(exchange, requestId, reply(api, request, requestId));
                return;
            }
            if (scripted.carriedOut()) reply(api, request, requestId);
            send(exchange, scripted);
        }
    }

    private static SimulatorApi.Reply reply(
            SimulatorApi api, SimulatorRequest request, String requestId) {
        try {
            return api.answer(request, requestId);
        } catch (RuntimeException failure) {
            log.atError().addKeyValue("requestId", requestId).setCause(failure).log("Call failed");
            return refusal(SimulatorRefusal.serverError(500), requestId);
        }
    }

    private static SimulatorApi.Reply tooLarge(String requestId) {
        var refused = SimulatorRefusal.badRequest("The body is larger than a megabyte.");
        return refusal(refused, requestId);
    }

    private static SimulatorApi.Reply refusal(SimulatorRefusal refused, String requestId) {
        return new SimulatorApi.Reply(SimulatorApi.refusal(refused, requestId), Map.of());
    }

    private static SimulatorRequest request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new SimulatorRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                query(uri.getRawQuery()),
                headers,
                body,
                exchange.getRemoteAddress().getPort());
    }

    private static Map<String, String> query(String raw) {
        var query = new LinkedHashMap<String, String>();
        for (var part : raw == null ? new String[0] : raw.split("&")) {
            var pair = part.split("=", 2);
            query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static void send(HttpExchange exchange, String requestId, SimulatorApi.Reply reply)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        headers.set("x-request-id", requestId);
        switch (reply.answer()) {
            case SimulatorAnswer.None _ -> {
                // closing the exchange now closes the connection
            }
            case SimulatorAnswer.NoContent _ -> exchange.sendResponseHeaders(204, -1);
            case SimulatorAnswer.Json json -> {
                headers.set("content-type", JSON);
                var bytes = SimulatorJson.MAPPER.writeValueAsBytes(json.body());
                exchange.sendResponseHeaders(json.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static void send(HttpExchange exchange, ScriptedAnswer answer) throws IOException {
        if (answer.ending() == Ending.SILENT) awaitClose();
        if (answer.status() == 0) return;
        var headers = exchange.getResponseHeaders();
        headers.set("content-type", JSON);
        answer.headers().forEach(headers::set);
        var bytes = answer.body().getBytes(UTF_8);
        var missing = answer.ending() == Ending.CUT ? 1 : 0;
        var length = bytes.length + missing;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length == 0) return;
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    // Closing the server interrupts its threads.
    private static void awaitClose() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
