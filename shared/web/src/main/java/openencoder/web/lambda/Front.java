package openencoder.web.lambda;

import com.amazonaws.serverless.exceptions.InvalidRequestEventException;
import com.amazonaws.serverless.proxy.RequestReader;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequestContext;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import openencoder.refusal.Malformed;
import openencoder.web.auth.Authenticator;
import openencoder.web.http.Answer;
import openencoder.web.http.Call;
import openencoder.web.http.CorsHeaders;
import openencoder.web.http.Json;
import openencoder.web.http.Outages;
import openencoder.web.http.Problem;
import openencoder.web.http.RouteTable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import tools.jackson.core.JacksonException;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Every request passes here: route, token, role, handler, and whatever goes wrong becomes a
 * problem.
 */
final class Front implements RouterFunction<ServerResponse>, HandlerFunction<ServerResponse> {
    private static final Map<String, String> SECURITY =
            Map.of(
                    "X-Content-Type-Options",
                    "nosniff",
                    "Cache-Control",
                    "no-store",
                    "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'",
                    "Strict-Transport-Security",
                    "max-age=31536000");

    private final RouteTable routes;
    private final Authenticator gatekeeper;
    private final CorsHeaders cors;
    private final Outages outages;

    Front(RouteTable routes, Authenticator gatekeeper, CorsHeaders cors, Outages outages) {
        this.routes = routes;
        this.gatekeeper = gatekeeper;
        this.cors = cors;
        this.outages = outages;
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        return Optional.of(this);
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        var servlet = request.servletRequest();
        var requestId = requestId(servlet);
        var answer =
                answer(servlet, request.requestPath().pathWithinApplication(), requestId)
                        .withAll(SECURITY)
                        .withAll(cors.headers(header(servlet, "Origin")))
                        .with("X-Request-Id", requestId);
        return write(answer, servlet.getMethod().equals("HEAD"));
    }

    private Answer answer(HttpServletRequest request, PathContainer path, String requestId) {
        try {
            var match = routes.find(request.getMethod(), path);
            if (match.isUnknownPath()) return Problem.noSuchPath(path.value(), requestId);
            if (match.isOtherMethod() && request.getMethod().equals("OPTIONS"))
                return options(request, String.join(", ", match.methods()));
            if (match.isOtherMethod())
                return Problem.otherMethod(request.getMethod(), match.methods(), requestId);
            var route = match.route();
            var principal = gatekeeper.admit(header(request, "Authorization"), route.access());
            var body = route.handler().handle(new Call(request, match.variables(), principal));
            return Answer.ok(Json.write(body));
        } catch (RuntimeException failure) {
            return Problem.answer(failure, requestId, outages);
        }
    }

    private Answer options(HttpServletRequest request, String methods) {
        return Answer.noContent()
                .with("Allow", methods)
                .withAll(cors.preflight(header(request, "Origin"), methods));
    }

    private static ServerResponse write(Answer answer, boolean headOnly) {
        var response = ServerResponse.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.body() == null) return response.build();
        response.header("Content-Type", answer.contentType());
        if (headOnly) return response.build();
        var bytes = answer.body() instanceof byte[] written ? written : Json.write(answer.body());
        return response.build(
                (_, servlet) -> {
                    servlet.getOutputStream().write(bytes);
                    return null;
                });
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        var values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The gateway's, so that its log and ours can be read together. */
    private static String requestId(HttpServletRequest request) {
        var context = request.getAttribute(RequestReader.HTTP_API_CONTEXT_PROPERTY);
        return context instanceof HttpApiV2ProxyRequestContext gateway
                        && gateway.getRequestId() != null
                ? gateway.getRequestId()
                : UUID.randomUUID().toString();
    }

    /** For a request that never came here: its URL or a header is broken, or the container is. */
    static Answer unreadable(Throwable failure, Optional<String> requestId) {
        var cause = failure instanceof ServletException wrapped ? wrapped.getCause() : failure;
        var refused =
                cause instanceof IllegalArgumentException
                                || cause instanceof InvalidRequestEventException
                                || cause instanceof JacksonException
                        ? new Malformed("request.malformed", "The URL or a header cannot be read.")
                        : new IllegalStateException(failure);
        var id = requestId.orElseGet(() -> UUID.randomUUID().toString());
        return Problem.answer(refused, id, _ -> false).withAll(SECURITY).with("X-Request-Id", id);
    }
}
