package openencoder.local.artifacts.task;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Talks TLS with itself in the Java that runs it, and says what was agreed on. */
public final class TlsProbe {
    private TlsProbe() {}

    /**
     * @param arguments a key store of localhost's and its password
     */
    public static void main(String... arguments) throws Exception {
        var password = arguments[1].toCharArray();
        var own = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(Path.of(arguments[0]))) {
            own.load(stream, password);
        }
        var context = context(own, password);
        var here = InetAddress.getLoopbackAddress();
        try (var server = listening(context, here)) {
            var answering = Thread.ofPlatform().start(() -> answer(server));
            try (var socket =
                    (SSLSocket)
                            context.getSocketFactory().createSocket(here, server.getLocalPort())) {
                socket.startHandshake();
                System.out.println(socket.getSession().getProtocol());
                System.out.println((char) socket.getInputStream().read());
            }
            answering.join();
        }
        System.out.println("roots " + trust(null).getAcceptedIssuers().length);
    }

    private static SSLServerSocket listening(SSLContext context, InetAddress here)
            throws IOException {
        return (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, here);
    }

    private static void answer(SSLServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write('!');
        } catch (IOException failed) {
            System.err.println(failed);
        }
    }

    private static SSLContext context(KeyStore own, char[] password)
            throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new X509TrustManager[] {trust(own)}, null);
        return context;
    }

    // Without a store: those that this Java trusts.
    private static X509TrustManager trust(KeyStore store) throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return (X509TrustManager) trust.getTrustManagers()[0];
    }
}
