package openencoder.machines.provider.digitalocean;

import org.apache.http.HttpHost;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.conn.util.PublicSuffixMatcher;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.ssl.SSLContexts;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections to the API's endpoint, kept and used again; never through a proxy. A client over them
 * sends a request once and follows no redirect. What they need is loaded with the first, as most
 * requests to a function need none.
 */
final class Connections {
    private static final int AT_A_TIME = 16;
    private static final int IDLE_SECONDS = 10;

    private final HttpHost host;
    private final Duration connect;
    private PoolingHttpClientConnectionManager pool;

    Connections(URI endpoint, Duration connect) {
        this.connect = connect;
        host = new HttpHost(endpoint.getHost(), endpoint.getPort(), endpoint.getScheme());
    }

    private synchronized PoolingHttpClientConnectionManager pool() {
        if (pool == null) pool = makePool();
        return pool;
    }

    private static PoolingHttpClientConnectionManager makePool() {
        // The default verifier reads a list of 10,000 domains.
        var tls =
                new SSLConnectionSocketFactory(
                        SSLContexts.createDefault(), new DefaultHostnameVerifier());
        var made =
                new PoolingHttpClientConnectionManager(
                        RegistryBuilder.<ConnectionSocketFactory>create()
                                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                                .register("https", tls)
                                .build());
        made.setMaxTotal(AT_A_TIME);
        made.setDefaultMaxPerRoute(AT_A_TIME);
        // A request that dies on a connection the other side has closed may have been an order.
        made.setValidateAfterInactivity(1);
        return made;
    }

    /** For one exchange, and not to be closed. */
    CloseableHttpClient client(Exchange exchange, Duration answer) {
        var isSecure = host.getSchemeName().equals("https");
        // A function sleeps between two calls, and what it left open has been closed meanwhile.
        pool().closeIdleConnections(IDLE_SECONDS, TimeUnit.SECONDS);
        return HttpClients.custom()
                .setConnectionManager(pool())
                .setConnectionManagerShared(true)
                .setRoutePlanner((_, _, _) -> new HttpRoute(host, null, isSecure))
                .setDefaultRequestConfig(config(answer))
                .setRequestExecutor(exchange)
                .addInterceptorFirst(
                        (HttpRequestInterceptor)
                                (request, _) -> request.setHeader("Host", host.toHostString()))
                .addInterceptorFirst((HttpRequestInterceptor) exchange)
                .addInterceptorLast((HttpResponseInterceptor) exchange)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // For cookies only; the default reads the same list.
                .setPublicSuffixMatcher(new PublicSuffixMatcher(List.of("com"), List.of()))
                .build();
    }

    private RequestConfig config(Duration answer) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(millis(connect))
                .setConnectTimeout(millis(connect))
                .setSocketTimeout(millis(answer))
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .build();
    }

    /** At least one, as 0 means for ever. */
    private static int millis(Duration time) {
        return Math.toIntExact(Math.max(1, time.toMillis()));
    }
}
