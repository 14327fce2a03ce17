package openencoder.web.http;

import com.amazonaws.serverless.proxy.RequestReader;
import com.amazonaws.serverless.proxy.model.HttpApiV2HttpContext;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequestContext;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.function.ServerRequest;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** What API Gateway tells of a request beside what the caller sent. */
public final class EventContext {
    private static final String GENERATED_ID = EventContext.class.getName() + ".id";

    private EventContext() {}

    /**
     * Where the caller is, as the gateway saw it; what a caller says in a header does not count. Of
     * an IPv6 address the network, for every host has billions of them.
     */
    public static String sourceAddress(ServerRequest request) {
        return context(request.servletRequest())
                .map(HttpApiV2ProxyRequestContext::getHttp)
                .map(HttpApiV2HttpContext::getSourceIp)
                .map(SourceAddress::of)
                .orElse(SourceAddress.UNKNOWN);
    }

    /** This API's address, as the caller reached it: {@code https://host}, without a path. */
    public static URI ownAddress(ServerRequest request) {
        var host =
                context(request.servletRequest())
                        .map(HttpApiV2ProxyRequestContext::getDomainName)
                        .orElseThrow(
                                () -> new IllegalStateException("The event has no domainName."));
        var scheme = Parameters.header(request, "X-Forwarded-Proto");
        return URI.create(scheme.filter("http"::equals).orElse("https") + "://" + host);
    }

    /** The gateway's, so that its log and ours can be read together. */
    static String id(HttpServletRequest request) {
        var given = context(request).map(HttpApiV2ProxyRequestContext::getRequestId);
        if (given.isPresent()) return given.get();
        if (request.getAttribute(GENERATED_ID) == null)
            request.setAttribute(GENERATED_ID, UUID.randomUUID().toString());
        return (String) request.getAttribute(GENERATED_ID);
    }

    private static Optional<HttpApiV2ProxyRequestContext> context(HttpServletRequest request) {
        return request.getAttribute(RequestReader.HTTP_API_CONTEXT_PROPERTY)
                        instanceof HttpApiV2ProxyRequestContext context
                ? Optional.of(context)
                : Optional.empty();
    }
}
