package openencoder.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.RouteResource;

import java.net.URLDecoder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request: a literal part beats a parameter, a parameter a {@code {rest+}};
 * what none has is for the default route.
 */
final class GatewayRoutes {

    /**
     * @param pathParameters decoded
     */
    record Match(RouteResource route, Map<String, String> pathParameters) {}

    private final List<RouteResource> mostSpecificFirst;
    private final Optional<RouteResource> otherwise;

    GatewayRoutes(List<RouteResource> routes) {
        mostSpecificFirst =
                routes.stream()
                        .filter(route -> !route.isDefault())
                        .sorted(Comparator.comparing(GatewayRoutes::specificity))
                        .toList();
        otherwise = routes.stream().filter(RouteResource::isDefault).findFirst();
    }

    Optional<Match> match(String method, String path) {
        for (var route : mostSpecificFirst) {
            if (!route.method().equals(method) && !route.method().equals("ANY")) continue;
            var parameters = parameters(parts(route.path()), parts(path));
            if (parameters.isPresent()) return Optional.of(new Match(route, parameters.get()));
        }
        return otherwise.map(route -> new Match(route, Map.of()));
    }

    // Sorts as 0 literal, 1 parameter, 2 greedy parameter, part by part; then ANY last.
    private static String specificity(RouteResource route) {
        var weights = new StringBuilder();
        for (var part : parts(route.path()))
            weights.append(isGreedy(part) ? '2' : isParameter(part) ? '1' : '0');
        return weights.append(route.method().equals("ANY") ? "~" : "").toString();
    }

    private static Optional<Map<String, String>> parameters(String[] pattern, String[] path) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < pattern.length; i++) {
            if (i >= path.length) return Optional.empty();
            if (isGreedy(pattern[i])) {
                var rest = String.join("/", List.of(path).subList(i, path.length));
                parameters.put(pattern[i].substring(1, pattern[i].length() - 2), decoded(rest));
                return Optional.of(parameters);
            }
            if (isParameter(pattern[i]) && !path[i].isEmpty()) {
                var name = pattern[i].substring(1, pattern[i].length() - 1);
                parameters.put(name, decoded(path[i]));
            } else if (!pattern[i].equals(path[i])) {
                return Optional.empty();
            }
        }
        return pattern.length == path.length ? Optional.of(parameters) : Optional.empty();
    }

    private static String[] parts(String path) {
        return path.split("/", -1);
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }

    private static boolean isGreedy(String part) {
        return part.startsWith("{") && part.endsWith("+}");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}
