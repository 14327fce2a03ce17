package openencoder.local.gateway;

import openencoder.cloud.template.CorsResource;
import openencoder.cloud.template.RouteResource;
import openencoder.local.lambda.Function;
import openencoder.local.lambda.InvocationException;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
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

/** The API's front door on this machine. */
public final class Gateway implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    // API Gateway takes 10 MB, Lambda an event of 6 MB.
    private static final int LARGEST_BODY = 10 * 1024 * 1024;
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;
    private static final long MOST_DRAINED = 100L * 1024 * 1024;

    private final GatewayServer server;
    private final GatewayRoutes routes;
    private final CorsAnswers cors;
    private final Map<String, Function> functions;
    private final InstantSource clock;

    private Gateway(
            GatewayServer server,
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
     * @param place where it answers
     * @param functions by logical id
     * @throws java.net.BindException if the port is taken
     */
    public static Gateway start(
            GatewayPlace place,
            List<RouteResource> routes,
            Optional<CorsResource> cors,
            Map<String, Function> functions,
            InstantSource clock)
            throws IOException {
        var server = GatewayServer.at(place);
        var gateway = new Gateway(server, routes, cors, functions, clock);
        server.serve(gateway::serve);
        return gateway;
    }

    /** On this machine. */
    public URI uri() {
        return server.uri();
    }

    /** Where others reach it, if they do. */
    public Optional<URI> opened() {
        return server.opened();
    }

    @Override
    public void close() {
        server.close();
    }

    private GatewayResponse serve(Request exchange) throws IOException {
        var requestId = UUID.randomUUID().toString();
        return answer(exchange, requestId).with(Map.of("apigw-requestid", List.of(requestId)));
    }

    private GatewayResponse answer(Request exchange, String requestId) throws IOException {
        try {
            server.answersFor(exchange);
            return answered(exchange, requestId);
        } catch (GatewayServer.Misdirected other) {
            var text =
                    "This API answers at %s, and for no other host.".formatted(other.getMessage());
            return GatewayResponse.problem(421, text, "request.misdirected", requestId);
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("requestId", requestId)
                    .setCause(failure)
                    .log("Request failed");
            return failed("gateway.internal", requestId);
        }
    }

    private GatewayResponse answered(Request exchange, String requestId) throws IOException {
        var request = request(exchange, body(exchange));
        return answer(request, requestId).with(cors.headers(request));
    }

    private byte[] body(Request exchange) throws IOException {
        try (var stream = Request.asInputStream(exchange);
                var _ = server.limited(exchange)) {
            var body = stream.readNBytes(LARGEST_BODY + 1);
            drain(stream);
            return body;
        }
    }

    private GatewayResponse answer(GatewayRequest request, String requestId) {
        var preflight = cors.preflight(request);
        if (preflight.isPresent()) return preflight.get();
        var match = routes.match(request.method(), request.path());
        if (match.isEmpty())
            return GatewayResponse.problem(
                    404, "There is nothing here.", "route.not_found", requestId);
        if (request.body().length > LARGEST_BODY) return tooLarge(requestId);
        var event =
                ProxyEvent.of(
                        request,
                        match.get(),
                        server.uri().getAuthority(),
                        requestId,
                        clock.instant());
        if (event.length > LARGEST_EVENT) return tooLarge(requestId);
        return invoke(functions.get(match.get().route().function()), event, requestId);
    }

    private static GatewayResponse invoke(Function function, byte[] event, String requestId) {
        try {
            return GatewayResponse.of(function.invoke(requestId, event), requestId);
        } catch (InvocationException failure) {
            log.atError().addKeyValue("requestId", requestId).setCause(failure).log("No answer");
            return switch (failure.reason()) {
                case FAILED -> failed("gateway.function_failed", requestId);
                case TIMED_OUT ->
                        GatewayResponse.problem(
                                504,
                                "The function took too long; send the request again.",
                                "gateway.timeout",
                                requestId);
                case BUSY ->
                        GatewayResponse.problem(
                                503,
                                "Too many requests at once; send this one again shortly.",
                                "gateway.busy",
                                requestId);
            };
        }
    }

    private static GatewayResponse failed(String code, String requestId) {
        var text = "Something went wrong on our side; the log of the stack says what.";
        return GatewayResponse.problem(500, text, code, requestId);
    }

    private static GatewayResponse tooLarge(String requestId) {
        return GatewayResponse.problem(
                413, "The body is too large; send less.", "request.too_large", requestId);
    }

    private static GatewayRequest request(Request exchange, byte[] body) {
        var uri = exchange.getHttpURI();
        var headers = new LinkedHashMap<String, List<String>>();
        for (var name : exchange.getHeaders().getFieldNamesCollection())
            headers.put(name.toLowerCase(Locale.ROOT), exchange.getHeaders().getValuesList(name));
        return new GatewayRequest(
                exchange.getMethod(),
                path(uri),
                uri.getQuery() == null ? "" : uri.getQuery(),
                headers,
                body,
                exchange.getConnectionMetaData().getHttpVersion().asString(),
                Request.getRemoteAddr(exchange));
    }

    // CONNECT has none.
    private static String path(HttpURI uri) {
        return uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    }

    // A caller still sending would be cut off before it reads why its request was refused.
    private static void drain(InputStream body) throws IOException {
        var buffer = new byte[64 * 1024];
        long drained = 0;
        for (int read = 0; read >= 0 && drained < MOST_DRAINED; read = body.read(buffer))
            drained += read;
    }
}
