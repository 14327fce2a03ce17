package openencoder.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import openencoder.cloud.http.LoopbackServer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda Runtime API, version 2018-06-01, for one function, on 127.0.0.1.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int LARGEST_RESPONSE = 6 * 1024 * 1024;

    private final LoopbackServer server;
    private final InstantSource clock;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<InvocationResult>> running =
            new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<FunctionError>> started = new CompletableFuture<>();

    private RuntimeApi(LoopbackServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    static RuntimeApi start(InstantSource clock) {
        try {
            var server = LoopbackServer.at(0);
            var api = new RuntimeApi(server, clock);
            server.serve(api::serve);
            return api;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
    String address() {
        return server.uri().getAuthority();
    }

    /** Completes when the function first asks for an event, or says why it cannot. */
    CompletableFuture<Optional<FunctionError>> started() {
        return started;
    }

    /** Offers an event to the function. */
    CompletableFuture<InvocationResult> offer(Invocation invocation) {
        var ending = new CompletableFuture<InvocationResult>();
        running.put(invocation.requestId(), ending);
        waiting.add(invocation);
        return ending;
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readNBytes(LARGEST_RESPONSE + 1);
            var call = exchange.getRequestMethod() + " " + path.replaceFirst("^" + ROOT, "");
            var parts = call.split("/");
            if (!path.startsWith(ROOT)) {
                refuse(exchange, 404, "Runtime.UnknownPath", path);
            } else if (call.equals("GET invocation/next")) {
                next(exchange);
            } else if (call.equals("GET restore/next")) {
                // Asked between the snapshot and its restoration, which here are one.
                send(exchange, 200, "");
            } else if (call.matches("POST (init|restore)/error")) {
                started.complete(Optional.of(error(exchange, body)));
                send(exchange, 202, "{\"status\":\"OK\"}");
            } else if (call.matches("POST invocation/[^/]+/(response|error)")) {
                end(exchange, parts[1], parts[2].equals("error"), body);
            } else {
                refuse(exchange, 404, "Runtime.UnknownPath", path);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        started.complete(Optional.empty());
        try {
            var invocation = waiting.take();
            var now = clock.instant();
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(now.plus(invocation.limit()).toEpochMilli()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
            headers.set("Lambda-Runtime-Trace-Id", Invocation.newTraceId(now));
            send(exchange, 200, invocation.event());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(HttpExchange exchange, String requestId, boolean failed, byte[] body)
            throws IOException {
        var ending = running.remove(requestId);
        if (ending == null) {
            refuse(exchange, 400, "InvalidRequestID", "no such invocation runs");
            return;
        }
        if (body.length > LARGEST_RESPONSE) {
            var tooLarge = "Function.ResponseSizeTooLarge";
            var why = "the response has more than %d bytes".formatted(LARGEST_RESPONSE);
            refuse(exchange, 413, "RequestEntityTooLarge", why);
            ending.complete(new InvocationResult.Failed(new FunctionError(tooLarge, why)));
            return;
        }
        send(exchange, 202, "{\"status\":\"OK\"}");
        ending.complete(
                failed
                        ? new InvocationResult.Failed(error(exchange, body))
                        : new InvocationResult.Answered(body));
    }

    private static FunctionError error(HttpExchange exchange, byte[] body) {
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        var otherwise = type == null ? "Runtime.Unknown" : type;
        try {
            var error = JsonMapper.shared().readTree(body);
            return new FunctionError(
                    error.path("errorType").asString(otherwise),
                    error.path("errorMessage").asString(""));
        } catch (JacksonException _) {
            return new FunctionError(otherwise, new String(body, UTF_8));
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message)
            throws IOException {
        var json = Map.of("errorType", type, "errorMessage", message);
        send(exchange, status, JsonMapper.shared().writeValueAsBytes(json));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
