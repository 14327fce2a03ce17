package openencoder.web.http;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One route of a {@link RouterFunction}, as it was declared.
 *
 * @param path with variables in braces, as in {@code /api/jobs/{id}}
 */
public record DeclaredRoute(HttpMethod method, String path, Map<String, Object> attributes) {
    /** As {@code docs/api.yaml} and the template spell it: {@code GET /api/jobs/{id}}. */
    public String name() {
        return method + " " + path;
    }

    /**
     * In the order in which they were declared.
     *
     * @throws IllegalStateException if one has another shape than a method and a path
     */
    public static List<DeclaredRoute> of(RouterFunction<?> routes) {
        var collector = new Collector();
        routes.accept(collector);
        return List.copyOf(collector.endpoints);
    }

    private static final class Collector implements RouterFunctions.Visitor {
        private final List<DeclaredRoute> endpoints = new ArrayList<>();
        private Map<String, Object> attributes = Map.of();

        @Override
        public void attributes(Map<String, Object> ofTheNext) {
            attributes = Map.copyOf(ofTheNext);
        }

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            var declared = new MethodAndPath();
            predicate.accept(declared);
            endpoints.add(new DeclaredRoute(declared.method, declared.path, attributes));
            attributes = Map.of();
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            throw new IllegalStateException("Nested routes are not supported: " + predicate);
        }

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
            throw new IllegalStateException("Resources are not supported.");
        }

        @Override
        public void unknown(RouterFunction<?> routes) {
            throw new IllegalStateException("Not known which routes it has: " + routes);
        }
    }

    private static final class MethodAndPath implements RequestPredicates.Visitor {
        private HttpMethod method = HttpMethod.TRACE;
        private String path = "";

        @Override
        public void method(Set<HttpMethod> methods) {
            method = methods.iterator().next();
        }

        @Override
        public void path(String pattern) {
            path = pattern;
        }

        @Override
        public void startAnd() {}

        @Override
        public void and() {}

        @Override
        public void endAnd() {}

        @Override
        @SuppressWarnings("removal")
        public void pathExtension(String extension) {
            throw unsupported("path extension");
        }

        @Override
        public void header(String name, String value) {
            throw unsupported("header");
        }

        @Override
        public void param(String name, String value) {
            throw unsupported("parameter");
        }

        @Override
        public void version(String version) {
            throw unsupported("version");
        }

        @Override
        public void startOr() {
            throw unsupported("or");
        }

        @Override
        public void or() {}

        @Override
        public void endOr() {}

        @Override
        public void startNegate() {
            throw unsupported("negation");
        }

        @Override
        public void endNegate() {}

        @Override
        public void unknown(RequestPredicate predicate) {
            throw unsupported(predicate.toString());
        }

        private static IllegalStateException unsupported(String what) {
            return new IllegalStateException("A route depends on something else: " + what);
        }
    }
}
