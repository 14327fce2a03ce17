package openencoder.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import openencoder.machines.MachinesFixture;
import openencoder.web.testing.Event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The machines function over HTTP, as API Gateway passes calls on, all from one machine's address.
 */
final class ServedMachines implements AutoCloseable {
    private final MachinesFixture fixture;
    private final String address;
    private final HttpServer server;

    /**
     * @param address where each call seems to come from
     */
    ServedMachines(MachinesFixture fixture, String address) {
        this.fixture = fixture;
        this.address = address;
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(loopback, 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sent = exchange.getRequestBody().readAllBytes();
            var event =
                    Event.of(exchange.getRequestMethod(), exchange.getRequestURI().toString())
                            .from(address)
                            .body(new String(sent, StandardCharsets.UTF_8));
            for (var header : exchange.getRequestHeaders().entrySet())
                event = event.with(header.getKey(), header.getValue().getFirst());
            var reply = event.sentTo(fixture.function);
            var body = reply.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
