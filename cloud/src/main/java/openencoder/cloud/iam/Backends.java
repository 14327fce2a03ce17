package openencoder.cloud.iam;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.http.Head;
import openencoder.cloud.http.RawResponse;
import openencoder.cloud.iam.signature.Refused;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** The emulators behind. */
record Backends(Connecting connecting) {

    /** Opens a connection. */
    @FunctionalInterface
    interface Connecting {
        Socket to(URI server) throws IOException;
    }

    /** Writes a body. */
    @FunctionalInterface
    interface Body {
        /**
         * @throws Refused in its middle, and the server never gets the rest
         */
        void to(OutputStream out) throws IOException, Refused;
    }

    /** Takes the answer. */
    @FunctionalInterface
    interface Taker {
        /**
         * @return whether the caller's connection can take another call
         */
        boolean take(RawResponse answer) throws IOException, Refused;
    }

    boolean call(AwsEndpoint endpoint, Head head, Body body, Taker taker)
            throws IOException, Refused {
        try (var server = connecting.to(endpoint.uri())) {
            send(server, head, body);
            var answer = RawResponse.read(server.getInputStream());
            return taker.take(answer.orElseThrow(() -> new EOFException("no answer")));
        }
    }

    // A server may refuse before the body's end, and close; what it said is still to be read.
    private static void send(Socket server, Head head, Body body) throws IOException, Refused {
        try {
            var out = new BufferedOutputStream(server.getOutputStream(), 64 << 10);
            head.write(out);
            body.to(out);
            out.flush();
        } catch (SocketException stopped) {
            if (server.getInputStream().available() == 0) throw stopped;
        }
    }
}
