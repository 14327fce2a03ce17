package openencoder.machines.provider.digitalocean;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** DigitalOcean's API as it is described in public, over HTTP, with bad days that are asked for. */
final class ScriptedDigitalOcean implements AutoCloseable {
    static final String TOKEN = "dop_v1_0123456789abcdef";

    /** One that arrived. */
    record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            Optional<JsonObject> body,
            int port) {}

    final ScriptedAccount account = new ScriptedAccount();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    private HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    ScriptedDigitalOcean() {
        // Or each answer waits for the client's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = start(0);
    }

    private HttpServer start(int port) {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var started = HttpServer.create(loopback, 0);
            started.setExecutor(threads);
            started.createContext("/", this::handle);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every connection is closed; the endpoint stays. */
    void restart() {
        var port = server.getAddress().getPort();
        server.stop(0);
        server = start(port);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** For the next requests, one each. */
    void next(Reply... replies) {
        script.addAll(List.of(replies));
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = read(exchange);
        requests.add(request);
        var scripted = script.poll();
        if (scripted == null) {
            send(exchange, answer(request));
            return;
        }
        if (scripted.done()) answer(request);
        send(exchange, scripted);
    }

    private static Request read(HttpExchange exchange) throws IOException {
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI()),
                headers,
                text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(JsonParser.parseString(text).getAsJsonObject()),
                exchange.getRemoteAddress().getPort());
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2)
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private Reply answer(Request request) {
        if (!("Bearer " + TOKEN).equals(request.headers().get("authorization")))
            return Reply.error(401, "Unauthorized", "Unable to authenticate you");
        var path = request.path();
        if (path.matches("/v2/droplets/[0-9]+")) {
            var id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            return request.method().equals("DELETE") ? account.delete(id) : account.find(id);
        }
        return switch (request.method() + " " + path) {
            case "POST /v2/droplets" -> account.create(request.body().orElseThrow());
            case "GET /v2/droplets", "GET /v2/regions", "GET /v2/sizes" ->
                    account.list(path.substring(4), endpoint() + path, request.query());
            default -> ScriptedAccount.notFound();
        };
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.end() == Reply.End.SILENT) await();
        if (reply.status() == 0) {
            exchange.close();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("ratelimit-limit", "5000");
        headers.set("ratelimit-remaining", "4816");
        headers.set("ratelimit-reset", "1767358800");
        reply.headers().forEach(headers::set);
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        var isCut = reply.end() == Reply.End.CUT;
        var length = bytes.length == 0 ? -1 : bytes.length;
        exchange.sendResponseHeaders(reply.status(), isCut ? bytes.length + 10 : length);
        exchange.getResponseBody().write(bytes);
        if (isCut) {
            exchange.getResponseBody().flush();
            // The server closes the connection of a handler that failed.
            throw new IOException("cut");
        }
        exchange.close();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
