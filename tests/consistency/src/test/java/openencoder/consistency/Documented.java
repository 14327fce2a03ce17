package openencoder.consistency;

import static java.util.stream.Collectors.toCollection;

import openencoder.cloud.template.WrittenTemplate;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code docs/api.yaml} and {@code events/} say of routes.
 *
 * @param roles by route, the {@code x-role} of each operation
 * @param tried the routes that have an event
 * @param refused the routes that an event asks for to be told that there is no such route
 */
record Documented(Map<String, String> roles, Set<String> tried, Set<String> refused) {
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "delete", "patch", "head", "options");

    static Documented of(String description, Path events) {
        var roles = new TreeMap<String, String>();
        Map<String, Object> document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(description);
        WrittenTemplate.map(document, "paths")
                .forEach(
                        (path, operations) ->
                                WrittenTemplate.map(operations)
                                        .forEach(
                                                (method, operation) -> {
                                                    if (METHODS.contains(method))
                                                        roles.put(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path,
                                                                ""
                                                                        + WrittenTemplate.map(
                                                                                        operation)
                                                                                .get("x-role"));
                                                }));
        return new Documented(roles, routes(events, false), routes(events, true));
    }

    private static Set<String> routes(Path events, boolean refused) {
        return Set.of("auth", "presets", "jobs", "machines").stream()
                .flatMap(folder -> FunctionsAtWork.events(events.resolve(folder)).stream())
                .filter(file -> isRefused(file) == refused)
                .map(file -> route(json(file)))
                .collect(toCollection(TreeSet::new));
    }

    private static String route(JsonNode event) {
        var rest = event.path("pathParameters").path("proxy").asString("");
        return event.path("routeKey").asString().replace("{proxy+}", rest);
    }

    private static boolean isRefused(Path event) {
        var name = event.getFileName().toString().replace(".json", ".expected.json");
        var expected = json(event.resolveSibling(name));
        return expected.path("body").path("code").asString("").startsWith("route.");
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }
}
