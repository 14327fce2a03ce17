package openencoder.web.testing;

import openencoder.account.Role;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

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
     * The role that the description asks for on a route of the template.
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

    /** Those whose events the template sends to this handler. */
    Set<String> ofTemplate(Class<?> handler) {
        var routes = new TreeSet<String>();
        for (var resource : map(yaml("template.yaml"), "Resources").values()) {
            var properties = map(resource, "Properties");
            if (!handler.getName().equals(properties.get("Handler"))) continue;
            for (var event : map(properties, "Events").values()) {
                var http = map(event, "Properties");
                // an HTTP API has a greedy parameter where a path would end with a slash
                var path = ("" + http.get("Path")).replace("{proxy+}", "");
                routes.add(http.get("Method") + " " + withoutEndingSlash(path));
            }
        }
        return routes;
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

    private static Map<String, Object> map(Object parent, String name) {
        return map(map(parent).get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private Object yaml(String name) {
        try {
            return new Yaml(new Lenient()).load(Files.readString(root.resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Reads CloudFormation's own tags, such as {@code !Ref}, as nothing. */
    private static final class Lenient extends SafeConstructor {
        Lenient() {
            super(new LoaderOptions());
            yamlMultiConstructors.put(
                    "!",
                    new AbstractConstruct() {
                        @Override
                        public Object construct(Node node) {
                            return null;
                        }
                    });
        }
    }
}
