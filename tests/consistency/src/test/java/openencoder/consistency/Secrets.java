package openencoder.consistency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Secrets Manager, as far as {@code GetSecretValue} goes. */
final class Secrets implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> secrets;

    /**
     * @param secrets by ARN
     */
    Secrets(Map<String, String> secrets) {
        this.secrets = secrets;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var json = JsonMapper.shared();
            var asked = json.readTree(exchange.getRequestBody().readAllBytes());
            var arn = asked.path("SecretId").asString();
            var answer = Map.of("ARN", arn, "SecretString", secrets.get(arn));
            var bytes = json.writeValueAsString(answer).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
