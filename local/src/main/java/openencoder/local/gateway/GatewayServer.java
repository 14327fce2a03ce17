package openencoder.local.gateway;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Jetty, on 127.0.0.1 and where else it is told to. What it cannot read it refuses as a problem; a
 * request for another host is {@link Misdirected}, so that no page of another site reaches the API
 * by a name that it points here.
 */
final class GatewayServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_HEAD = 32 * 1024;

    /** For another host than the server answers for; says for which it does. */
    static final class Misdirected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Misdirected(String own) {
            super(own);
        }
    }

    interface Exchange {
        GatewayResponse answer(Request request) throws IOException;
    }

    private final Server server;
    private final Duration patience;
    private final URI uri;
    private final Optional<URI> opened;
    private final Set<String> authorities = new TreeSet<>();

    private GatewayServer(Server server, Duration patience, int port, Optional<String> host) {
        this.server = server;
        this.patience = patience;
        uri = uri(LOOPBACK, port);
        opened = host.map(name -> uri(name, port));
        authorities.addAll(List.of(uri.getAuthority(), "localhost:" + port, "[::1]:" + port));
        opened.ifPresent(open -> authorities.add(open.getAuthority().toLowerCase(Locale.ROOT)));
    }

    /**
     * Takes the port; answers nothing yet.
     *
     * @throws BindException if the port is taken, or the host is not this machine
     */
    static GatewayServer at(GatewayPlace place) throws IOException {
        var server = new Server(new VirtualThreadPool());
        server.setStopTimeout(0);
        server.setErrorHandler(new Unreadable());
        var loopback = connector(server, LOOPBACK, place.port(), place.patience());
        open(loopback);
        var port = loopback.getLocalPort();
        try {
            if (place.host().isPresent())
                open(connector(server, place.host().get(), port, place.patience()));
        } catch (IOException taken) {
            loopback.close();
            throw taken;
        }
        return new GatewayServer(server, place.patience(), port, place.host());
    }

    private static void open(ServerConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException failed) {
            if (failed.getCause() instanceof BindException taken) throw taken;
            throw failed;
        }
    }

    private static ServerConnector connector(
            Server server, String host, int port, Duration patience) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEAD);
        // the functions judge a path, as they do behind API Gateway
        http.setUriCompliance(UriCompliance.UNSAFE);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(patience.toMillis());
        server.addConnector(connector);
        return connector;
    }

    private static URI uri(String host, int port) {
        return URI.create(
                "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

    URI uri() {
        return uri;
    }

    /** Where others reach it, if they do. */
    Optional<URI> opened() {
        return opened;
    }

    /** Answers from now on. */
    void serve(Exchange exchange) {
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        send(exchange.answer(request), request, response, callback);
                        return true;
                    }
                });
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("The API's server does not start", failure);
        }
    }

    private static void send(
            GatewayResponse answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        var hasBody = answer.body().length > 0 && !request.getMethod().equals("HEAD");
        response.write(true, ByteBuffer.wrap(hasBody ? answer.body() : new byte[0]), callback);
    }

    /** What Jetty itself refuses, and what it makes of a handler that failed. */
    private static final class Unreadable extends ErrorHandler {
        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int status,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback) {
            send(refusal(status), request, response, callback);
        }

        private static GatewayResponse refusal(int status) {
            var id = UUID.randomUUID().toString();
            return switch (status) {
                case 408 ->
                        GatewayResponse.problem(
                                408, "The request did not arrive in time.", "request.timeout", id);
                case 414, 431 ->
                        GatewayResponse.problem(
                                status,
                                "The URL and the headers have more than 32 KiB together.",
                                "request.too_large",
                                id);
                default ->
                        status < 500
                                ? GatewayResponse.problem(
                                        status,
                                        "The URL or a header cannot be read.",
                                        "request.malformed",
                                        id)
                                : GatewayResponse.problem(
                                        status,
                                        "Something went wrong on our side; the log of the stack"
                                                + " says what.",
                                        "gateway.internal",
                                        id);
            };
        }
    }

    /**
     * @throws Misdirected if it does not
     */
    void answersFor(Request request) {
        if (!authorities.contains(authority(request.getHttpURI())))
            throw new Misdirected(String.join(", ", authorities));
    }

    private static String authority(HttpURI asked) {
        var host = Optional.ofNullable(asked.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return host + ":" + (asked.getPort() < 0 ? 80 : asked.getPort());
    }

    /** Closes the connection if the request has not arrived in time; to be closed when it has. */
    AutoCloseableTask limited(Request request) {
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        var task =
                request.getComponents()
                        .getScheduler()
                        .schedule(connection::close, patience.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            task.cancel();
            // it has arrived: from now on the function may take its time
            request.addIdleTimeoutListener(_ -> false);
        };
    }

    interface AutoCloseableTask extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The API's server does not stop", failure);
        }
    }
}
