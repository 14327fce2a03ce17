package openencoder.cloud.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller's connection, which may carry one call after the other. */
public record Connection(Socket socket, InputStream in, OutputStream out) {
    static Connection of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new Connection(
                socket,
                new BufferedInputStream(socket.getInputStream()),
                new BufferedOutputStream(socket.getOutputStream()));
    }

    public InetAddress caller() {
        return socket.getInetAddress();
    }

    /**
     * Asks for the body if the caller waits to be asked.
     *
     * @return the head without that expectation, as a server behind is to see it
     */
    public Head goOn(Head head) throws IOException {
        if (head.value("Expect").isEmpty()) return head;
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return head.without("Expect");
    }

    /** Ends it as a crash would. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
