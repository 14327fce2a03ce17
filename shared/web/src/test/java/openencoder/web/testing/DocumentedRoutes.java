package openencoder.web.testing;

import static openencoder.cloud.template.WrittenTemplate.map;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.cloud.template.WrittenTemplate;
import openencoder.web.http.RouteTable;
import openencoder.web.lambda.LambdaEntry;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
     * Fails unless template, description and code name the same routes, and the latter two the same
     * roles.
     *
     * @param tags under which the description has the function's routes
     */
    public void check(LambdaEntry function, String... tags) {
        var roles = rolesOf(function.routes());
        assertThat(ofTemplate(function.getClass())).isEqualTo(roles.keySet());
        assertThat(ofDescription(tags)).isEqualTo(roles);
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
        var template = WrittenTemplate.read(root.resolve("template.yaml"));
        var routes = new TreeSet<String>();
        for (var function : template.functions())
            if (handler.getName().equals(template.properties(function).get("Handler")))
                for (var route : template.routes(function)) routes.add(withoutEndingSlash(route));
        return routes;
    }

    /** Those of the code, each with the role that it asks for. */
    private static Map<String, String> rolesOf(RouteTable table) {
        var routes = new TreeMap<String, String>();
        for (var route : table.routes())
            routes.put(route.name(), route.access().name().toLowerCase(Locale.ROOT));
        return routes;
    }

    /**
     * Those that {@code docs/api.yaml} puts under one of these tags, or all without a tag, each
     * with the role that its {@code x-role} names.
     */
    private Map<String, String> ofDescription(String... tags) {
        var routes = new TreeMap<String, String>();
        map(yaml("docs/api.yaml"), "paths")
                .forEach((path, item) -> addOperations(routes, path, map(item), List.of(tags)));
        return routes;
    }

    private static void addOperations(
            Map<String, String> routes, String path, Map<String, Object> item, List<String> tags) {
        for (var method : METHODS) {
            var operation = map(item.get(method));
            if (operation.isEmpty()) continue;
            if (!tags.isEmpty() && Collections.disjoint(tags(operation), tags)) continue;
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

    private Object yaml(String name) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(root.resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
