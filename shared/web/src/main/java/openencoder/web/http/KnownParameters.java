package openencoder.web.http;

import static openencoder.web.http.Parameters.QUERY;

import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Refuses a parameter that its route does not name in {@link Parameters#QUERY}, such as a mistyped
 * one: a mistyped {@code dry_run} would make a job.
 */
public final class KnownParameters
        implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private final Map<List<String>, List<?>> known;

    /**
     * @param routes those that are filtered
     */
    public KnownParameters(RouterFunction<?> routes) {
        known =
                DeclaredRoute.of(routes).stream()
                        .collect(
                                Collectors.toMap(
                                        route -> List.of(route.method().name(), route.path()),
                                        KnownParameters::names));
    }

    private static List<?> names(DeclaredRoute route) {
        return route.attributes().get(QUERY) instanceof List<?> names ? names : List.of();
    }

    /**
     * @throws Invalid {@code query.unknown} naming each
     */
    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        var here = known.get(matched(request));
        var errors = new FieldErrors("query.unknown");
        for (var name : Parameters.names(request))
            errors.require(here.contains(name), name, "is not a parameter here; " + choice(here));
        errors.refuseIfAny();
        return next.handle(request);
    }

    private static String choice(List<?> names) {
        if (names.isEmpty()) return "there is none";
        return "there are: "
                + names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static List<String> matched(ServerRequest request) {
        var path = request.attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE).orElseThrow();
        return List.of(request.method().name(), path.toString());
    }
}
