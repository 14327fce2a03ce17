package openencoder.cloud.digitalocean;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import openencoder.cloud.http.LoopbackServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The API over HTTP, reachable from 127.0.0.1 only. */
final class SimulatorServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatorServer.class);
    private static final int LARGEST_BODY = 1024 * 1024;

    private final LoopbackServer server;

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

    void serve(SimulatorApi api) {
        server.serve(exchange -> serve(api, exchange));
    }

    @Override
    public void close() {
        server.close();
    }

    private static void serve(SimulatorApi api, HttpExchange exchange) throws IOException {
        var requestId = UUID.randomUUID().toString();
        try (exchange) {
            send(exchange, requestId, reply(api, exchange, requestId));
        }
    }

    private static SimulatorApi.Reply reply(
            SimulatorApi api, HttpExchange exchange, String requestId) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            var refused = SimulatorRefusal.badRequest("The body is larger than a megabyte.");
            return new SimulatorApi.Reply(SimulatorApi.refusal(refused, requestId), Map.of());
        }
        try {
            return api.answer(request(exchange, body), requestId);
        } catch (RuntimeException failure) {
            log.atError().addKeyValue("requestId", requestId).setCause(failure).log("Call failed");
            return new SimulatorApi.Reply(
                    SimulatorApi.refusal(SimulatorRefusal.serverError(500), requestId), Map.of());
        }
    }

    private static SimulatorRequest request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        return new SimulatorRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                query(uri.getRawQuery()),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("authorization"))
                        .orElse(""),
                body);
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
                headers.set("content-type", "application/json; charset=utf-8");
                var bytes = SimulatorJson.MAPPER.writeValueAsBytes(json.body());
                exchange.sendResponseHeaders(json.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
