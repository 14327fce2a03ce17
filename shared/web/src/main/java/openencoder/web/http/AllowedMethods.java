package openencoder.web.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Routes, and what Spring's functional API leaves out: HEAD wherever there is a GET, OPTIONS, and
 * the difference between an unknown path and a method that the path does not have.
 */
public final class AllowedMethods implements RouterFunction<ServerResponse> {
    private record Allowed(PathPattern path, HttpMethod method) {}

    private final RouterFunction<ServerResponse> routes;
    private final CorsHeaders cors;
    private final List<Allowed> allowed;

    public AllowedMethods(RouterFunction<ServerResponse> routes, CorsHeaders cors) {
        this.routes = routes;
        this.cors = cors;
        allowed = DeclaredRoute.of(routes).stream().map(AllowedMethods::parse).toList();
    }

    private static Allowed parse(DeclaredRoute endpoint) {
        var path = PathPatternParser.defaultInstance.parse(endpoint.path());
        return new Allowed(path, endpoint.method());
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        // before the routes, as Spring takes a preflight for the request that it announces
        if (request.method().equals(HttpMethod.OPTIONS)) return Optional.of(this::options);
        var handler = find(request);
        if (handler.isPresent()) return handler;
        return request.method().equals(HttpMethod.HEAD) ? head(request) : Optional.of(this::refuse);
    }

    @Override
    public void accept(RouterFunctions.Visitor visitor) {
        routes.accept(visitor);
    }

    private Optional<HandlerFunction<ServerResponse>> head(ServerRequest request) {
        var get = ServerRequest.from(request).method(HttpMethod.GET).build();
        var handler = find(get);
        if (handler.isEmpty()) return Optional.of(this::refuse);
        return Optional.of(_ -> withoutBody(handler.get().handle(get)));
    }

    private Optional<HandlerFunction<ServerResponse>> find(ServerRequest request) {
        var handler = routes.route(request);
        // as Spring's mapping does it, which in addition loads what observes requests
        var matched = request.attributes().remove(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE);
        if (handler.isPresent())
            request.attributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, matched);
        return handler;
    }

    /** The same headers as with a body, which is JSON unless the handler says otherwise. */
    static ServerResponse withoutBody(ServerResponse response) {
        return ServerResponse.status(response.statusCode())
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.putAll(response.headers()))
                .build();
    }

    private ServerResponse options(ServerRequest request) throws NoHandlerFoundException {
        var methods = methods(request);
        if (methods.isEmpty()) throw notFound(request);
        var allow = String.join(", ", methods);
        var preflight = cors.forPreflight(request.headers().header(HttpHeaders.ORIGIN), allow);
        return ServerResponse.noContent()
                .header(HttpHeaders.ALLOW, allow)
                .headers(headers -> headers.setAll(preflight))
                .build();
    }

    private ServerResponse refuse(ServerRequest request) throws Exception {
        var methods = methods(request);
        if (methods.isEmpty()) throw notFound(request);
        throw new HttpRequestMethodNotSupportedException(request.method().name(), methods);
    }

    private static NoHandlerFoundException notFound(ServerRequest request) {
        var path = request.requestPath().pathWithinApplication().value();
        return new NoHandlerFoundException(request.method().name(), path, HttpHeaders.EMPTY);
    }

    /**
     * Those that the path can be asked with, in alphabetical order; none if there is no such path.
     * Of a path that is named and also fits a pattern, as {@code /machines/sizes} fits {@code
     * /machines/{id}}, only its own count.
     */
    private List<String> methods(ServerRequest request) {
        var path = request.requestPath().pathWithinApplication();
        var fitting = allowed.stream().filter(one -> one.path().matches(path)).toList();
        var own = fitting.stream().map(Allowed::path).min(PathPattern.SPECIFICITY_COMPARATOR);
        var methods = new TreeSet<String>();
        for (var one : fitting)
            if (PathPattern.SPECIFICITY_COMPARATOR.compare(one.path(), own.orElseThrow()) == 0)
                methods.add(one.method().name());
        if (methods.contains("GET")) methods.add("HEAD");
        if (!methods.isEmpty()) methods.add("OPTIONS");
        return List.copyOf(methods);
    }
}
