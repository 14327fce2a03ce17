package openencoder.worker.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import openencoder.media.ObjectKey;
import openencoder.testing.InMemoryObjectStore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A bucket as a web server shows it to players. */
final class PublishedFolder implements AutoCloseable {
    private final HttpServer server;
    private final InMemoryObjectStore store;
    private final String bucket;

    private PublishedFolder(HttpServer server, InMemoryObjectStore store, String bucket) {
        this.server = server;
        this.store = store;
        this.bucket = bucket;
    }

    static PublishedFolder of(InMemoryObjectStore store, String bucket) throws IOException {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var folder = new PublishedFolder(HttpServer.create(here, 0), store, bucket);
        folder.server.createContext("/", folder::answer);
        folder.server.start();
        return folder;
    }

    URI uri(ObjectKey key) {
        var path = URLEncoder.encode(key.key(), StandardCharsets.UTF_8).replace("+", "%20");
        var port = server.getAddress().getPort();
        return URI.create("http://127.0.0.1:%d/%s".formatted(port, path.replace("%2F", "/")));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var key = new ObjectKey(bucket, exchange.getRequestURI().getPath().substring(1));
            var bytes = store.bytes(key);
            exchange.sendResponseHeaders(
                    bytes.isPresent() ? 200 : 404, bytes.map(b -> b.length).orElse(-1));
            if (bytes.isPresent()) exchange.getResponseBody().write(bytes.get());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
