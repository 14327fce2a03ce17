package openencoder.local.gateway;

import com.sun.net.httpserver.HttpExchange;

import openencoder.cloud.http.LoopbackServer;
import openencoder.cloud.template.CorsResource;
import openencoder.cloud.template.RouteResource;
import openencoder.local.lambda.Function;
import openencoder.local.lambda.InvocationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The API's front door on this machine, reachable from 127.0.0.1 only. */
public final class Gateway implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    // API Gateway takes 10 MB, Lambda an event of 6 MB.
    private static final int LARGEST_BODY = 10 * 1024 * 1024;
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;
    private static final long MOST_DRAINED = 100L * 1024 * 1024;

    private final LoopbackServer server;
    private final GatewayRoutes routes;
    private final CorsAnswers cors;
    private final Map<String, Function> functions;
    private final InstantSource clock;

    private Gateway(
            LoopbackServer server,
            List<RouteResource> routes,
            Optional<CorsResource> cors,
            Map<String, Function> functions,
            InstantSource clock) {
        this.server = server;
        this.routes = new GatewayRoutes(routes);
        this.cors = new CorsAnswers(cors);
        this.functions = functions;
        this.clock = clock;
    }

    /**
     * @param port 0 for any free one
     * @param functions by logical id
     * @throws java.net.BindException if the port is taken
     */
    public static Gateway start(
            int port,
            List<RouteResource> routes,
            Optional<CorsResource> cors,
            Map<String, Function> functions,
            InstantSource clock)
            throws IOException {
        var server = LoopbackServer.at(port);
        var gateway = new Gateway(server, routes, cors, functions, clock);
        server.serve(gateway::serve);
        return gateway;
    }

    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var requestId = UUID.randomUUID().toString();
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            var request = request(exchange, body);
            var response = answer(request, requestId).with(cors.headers(request));
            drain(exchange.getRequestBody());
            send(exchange, response, requestId);
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("requestId", requestId)
                    .setCause(failure)
                    .log("Request failed");
            send(
                    exchange,
                    GatewayResponse.problem(
                            500, "Internal Server Error", "gateway.internal", requestId),
                    requestId);
        }
    }

    private GatewayResponse answer(GatewayRequest request, String requestId) {
        var preflight = cors.preflight(request);
        if (preflight.isPresent()) return preflight.get();
        var match = routes.match(request.method(), request.path());
        if (match.isEmpty())
            return GatewayResponse.problem(404, "Not Found", "route.not_found", requestId);
        if (request.body().length > LARGEST_BODY) return tooLarge(requestId);
        var event = ProxyEvent.of(request, match.get(), requestId, clock.instant());
        if (event.length > LARGEST_EVENT) return tooLarge(requestId);
        return invoke(functions.get(match.get().route().function()), event, requestId);
    }

    private static GatewayResponse invoke(Function function, byte[] event, String requestId) {
        try {
            return GatewayResponse.of(function.invoke(requestId, event), requestId);
        } catch (InvocationException failure) {
            log.atError().addKeyValue("requestId", requestId).setCause(failure).log("No answer");
            return switch (failure.reason()) {
                case FAILED ->
                        GatewayResponse.problem(
                                500, "Internal Server Error", "gateway.function_failed", requestId);
                case TIMED_OUT ->
                        GatewayResponse.problem(
                                504, "Gateway Timeout", "gateway.timeout", requestId);
                case BUSY ->
                        GatewayResponse.problem(
                                503, "Service Unavailable", "gateway.busy", requestId);
            };
        }
    }

    private static GatewayResponse tooLarge(String requestId) {
        return GatewayResponse.problem(
                413, "Request Entity Too Large", "request.too_large", requestId);
    }

    private static GatewayRequest request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        var headers = new LinkedHashMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new GatewayRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                headers,
                body,
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    // A caller still sending would be cut off before it reads why its request was refused.
    private static void drain(InputStream body) throws IOException {
        var buffer = new byte[64 * 1024];
        long drained = 0;
        for (int read = 0; read >= 0 && drained < MOST_DRAINED; read = body.read(buffer))
            drained += read;
    }

    private static void send(HttpExchange exchange, GatewayResponse response, String requestId)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::put);
        headers.set("apigw-requestid", requestId);
        boolean hasBody = response.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), hasBody ? response.body().length : -1);
        if (hasBody) exchange.getResponseBody().write(response.body());
    }
}
