package openencoder.web.testing;

import openencoder.web.RouteTable;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes that the template and the API's description name, as {@code GET /api/jobs/{id}}. */
public final class DocumentedRoutes {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private DocumentedRoutes() {}

    /** Those whose events the template sends to this handler. */
    public static Set<String> ofTemplate(Class<?> handler) {
        var routes = new TreeSet<String>();
        for (var resource : map(yaml("template.yaml"), "Resources").values()) {
            var properties = map(resource, "Properties");
            if (!handler.getName().equals(properties.get("Handler"))) continue;
            for (var event : map(properties, "Events").values()) {
                var http = map(event, "Properties");
                routes.add(http.get("Method") + " " + withoutEndingSlash(http.get("Path")));
            }
        }
        return routes;
    }

    /** Those of the code, each with the role that it asks for. */
    public static Map<String, String> rolesOf(RouteTable table) {
        var routes = new TreeMap<String, String>();
        for (var route : table.routes())
            routes.put(route.name(), route.access().name().toLowerCase(Locale.ROOT));
        return routes;
    }

    /**
     * Those that {@code docs/api.yaml} puts under one of these tags, each with the role that its
     * {@code x-role} names.
     */
    public static Map<String, String> ofDescription(String... tags) {
        var routes = new TreeMap<String, String>();
        map(yaml("docs/api.yaml"), "paths")
                .forEach((path, item) -> addOperations(routes, path, map(item), List.of(tags)));
        return routes;
    }

    private static void addOperations(
            Map<String, String> routes, String path, Map<String, Object> item, List<String> tags) {
        for (var method : METHODS) {
            var operation = map(item.get(method));
            if (Collections.disjoint(tags(operation), tags)) continue;
            var name = method.toUpperCase(Locale.ROOT) + " " + withoutEndingSlash(path);
            routes.put(name, String.valueOf(operation.get("x-role")));
        }
    }

    private static List<?> tags(Map<String, Object> operation) {
        return operation.get("tags") instanceof List<?> tags ? tags : List.of();
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

    private static Object yaml(String name) {
        try {
            return new Yaml(new Lenient()).load(Files.readString(Path.of("..", "..", name)));
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
