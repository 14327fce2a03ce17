package openencoder.web.http;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A function's routes. */
public final class RouteTable {
    /**
     * @param methods what the path can be asked, for {@code Allow}; empty if there is no such path
     */
    public record Match(Route route, Map<String, String> variables, List<String> methods) {
        public boolean isUnknownPath() {
            return methods.isEmpty();
        }

        public boolean isOtherMethod() {
            return route == null && !methods.isEmpty();
        }
    }

    private record Entry(PathPattern pattern, Route route) {}

    private final List<Entry> entries;

    public RouteTable(List<Route> routes) {
        entries = routes.stream().map(route -> new Entry(pattern(route), route)).toList();
    }

    public List<Route> routes() {
        return entries.stream().map(Entry::route).toList();
    }

    public Match find(String method, PathContainer path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        var methods = new TreeSet<String>();
        for (var entry : entries) {
            var match = entry.pattern().matchAndExtract(path);
            if (match == null) continue;
            methods.add(entry.route().method());
            if (entry.route().method().equals(asked))
                return new Match(entry.route(), match.getUriVariables(), List.copyOf(methods));
        }
        if (methods.contains("GET")) methods.add("HEAD");
        if (!methods.isEmpty()) methods.add("OPTIONS");
        return new Match(null, Map.of(), List.copyOf(methods));
    }

    private static PathPattern pattern(Route route) {
        return PathPatternParser.defaultInstance.parse(route.path());
    }
}
