package openencoder.cloud.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that is reachable from 127.0.0.1 only, each call on a thread of its own. */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes the port; answers nothing yet.
     *
     * @param port 0 for any free one
     * @throws java.net.BindException if the port is taken
     */
    public static LoopbackServer at(int port) throws IOException {
        // Without it a small answer may wait 40 ms for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var address = new InetSocketAddress(loopback, port);
        return new LoopbackServer(HttpServer.create(address, BACKLOG));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers every path from now on. */
    public void serve(HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
