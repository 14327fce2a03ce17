package openencoder.cloud.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes calls on a free port of 127.0.0.1, each connection on a thread of its own. */
public final class Listener implements AutoCloseable {
    private final String name;
    private final Answering answering;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What becomes of one call. */
    @FunctionalInterface
    public interface Answering {
        /**
         * Reads the call's body and writes an answer.
         *
         * @return whether the connection can take another call
         */
        boolean answer(Head head, Connection caller) throws IOException;
    }

    private Listener(String name, Answering answering) {
        this.name = name;
        this.answering = answering;
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * @param name of its threads
     */
    public static Listener start(String name, Answering answering) {
        var listener = new Listener(name, answering);
        Thread.ofVirtual().name(name).start(listener::accept);
        return listener;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** A connection to a server, cut when this one closes. */
    public Socket connect(URI server) throws IOException {
        open.removeIf(Socket::isClosed);
        var socket = new Socket(server.getHost(), server.getPort());
        open.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().name(name).start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            var caller = Connection.of(client);
            var isOpen = true;
            while (isOpen) {
                var head = Head.read(caller.in());
                isOpen = head.isPresent() && answering.answer(head.get(), caller);
            }
        } catch (IOException gone) {
            // One of the two sides went away, which callers must cope with.
        } finally {
            open.remove(client);
        }
    }
}
