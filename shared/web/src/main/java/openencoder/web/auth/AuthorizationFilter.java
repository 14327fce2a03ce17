package openencoder.web.auth;

import static openencoder.web.auth.RequiredRole.ROLE;

import openencoder.web.http.DeclaredRoute;

import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the {@link Authenticator} before a handler, for the role that its route names. */
public final class AuthorizationFilter
        implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private final Map<List<String>, RequiredRole> roles;
    private final Authenticator authenticator;

    /**
     * @param routes those that are filtered
     * @throws IllegalStateException if one of them has no attribute {@link RequiredRole#ROLE}
     */
    public AuthorizationFilter(RouterFunction<?> routes, Authenticator authenticator) {
        this.authenticator = authenticator;
        roles =
                DeclaredRoute.of(routes).stream()
                        .collect(
                                Collectors.toMap(
                                        route -> List.of(route.method().name(), route.path()),
                                        AuthorizationFilter::role));
    }

    private static RequiredRole role(DeclaredRoute endpoint) {
        if (endpoint.attributes().get(ROLE) instanceof RequiredRole role) return role;
        throw new IllegalStateException(endpoint.name() + " does not say who may use it.");
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        authenticator
                .admit(BearerToken.of(request), roles.get(matched(request)))
                .ifPresent(principal -> principal.addTo(request));
        return next.handle(request);
    }

    private static List<String> matched(ServerRequest request) {
        var path = request.attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE).orElseThrow();
        return List.of(request.method().name(), path.toString());
    }
}
