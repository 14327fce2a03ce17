package openencoder.web.testing;

import static openencoder.cloud.template.WrittenTemplate.map;

import openencoder.account.Role;
import openencoder.cloud.template.RouteResource;
import openencoder.cloud.template.WrittenTemplate;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The routes that the template and the API's description name, as {@code GET /api/jobs/{id}}.
 *
 * @param root the folder of {@code template.yaml} and {@code docs/api.yaml}
 */
public record DocumentedRoutes(Path root) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    public static DocumentedRoutes ofTheProject() {
        return new DocumentedRoutes(Path.of("..", ".."));
    }

    /**
     * The role that the description asks for on a route.
     *
     * @return empty for anyone
     */
    Optional<Role> decisionOn(String route) {
        var role = ofDescription().get(route);
        if ("anyone".equals(role)) return Optional.empty();
        return Optional.of(
                Optional.ofNullable(role)
                        .flatMap(Role::ofWireName)
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "docs/api.yaml does not decide who may %s: x-role is %s"
                                                        .formatted(route, role))));
    }

    /** All that are described. */
    public Set<String> all() {
        return ofDescription().keySet();
    }

    /**
     * Those that are described of the paths that the template sends to this handler.
     *
     * @throws AssertionError if of one path there is none
     */
    Set<String> of(Class<?> handler) {
        var template = WrittenTemplate.read(root.resolve("template.yaml"));
        var routes = new TreeSet<String>();
        for (var function : template.functions())
            if (handler.getName().equals(template.properties(function).get("Handler")))
                for (var route : template.routes(function)) routes.addAll(described(route));
        return routes;
    }

    private Set<String> described(String route) {
        if (route.equals(RouteResource.DEFAULT)) return Set.of();
        var path = route.substring(route.indexOf(' '));
        var described =
                all().stream().filter(each -> each.endsWith(path)).collect(Collectors.toSet());
        if (described.isEmpty()) throw new AssertionError("docs/api.yaml does not describe" + path);
        return described;
    }

    /** Those of {@code docs/api.yaml}, each with the role that its {@code x-role} names. */
    private Map<String, String> ofDescription() {
        var routes = new TreeMap<String, String>();
        map(yaml("docs/api.yaml"), "paths")
                .forEach((path, item) -> addOperations(routes, path, map(item)));
        return routes;
    }

    private static void addOperations(
            Map<String, String> routes, String path, Map<String, Object> item) {
        for (var method : METHODS) {
            var operation = map(item.get(method));
            if (operation.isEmpty()) continue;
            var name = method.toUpperCase(Locale.ROOT) + " " + withoutEndingSlash(path);
            routes.put(name, String.valueOf(operation.get("x-role")));
        }
    }

    private static String withoutEndingSlash(Object path) {
        return path.toString().replaceFirst("(.)/$", "$1");
    }

    private Object yaml(String name) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(root.resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
