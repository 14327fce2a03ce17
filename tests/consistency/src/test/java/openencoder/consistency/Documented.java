package openencoder.consistency;

import static java.util.stream.Collectors.toCollection;

import openencoder.cloud.template.RouteResource;
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
import java.util.stream.Stream;

/**
 * What {@code docs/api.yaml} and {@code events/} say of routes.
 *
 * @param roles by route, the {@code x-role} of each operation
 * @param tried the routes that have an event
 * @param refused the paths that an event asks for to be told that there is nothing
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
        var tried =
                events(events)
                        .filter(file -> !code(file).startsWith("route."))
                        .map(file -> route(json(file)));
        var refused =
                events(events)
                        .filter(file -> code(file).equals("route.not_found"))
                        .map(file -> json(file).path("rawPath").asString());
        return new Documented(
                roles,
                tried.collect(toCollection(TreeSet::new)),
                refused.collect(toCollection(TreeSet::new)));
    }

    private static Stream<Path> events(Path folder) {
        return Stream.of("auth", "presets", "jobs", "machines")
                .flatMap(each -> FunctionsAtWork.events(folder.resolve(each)).stream());
    }

    private static String route(JsonNode event) {
        var method = event.path("requestContext").path("http").path("method").asString();
        var key = event.path("routeKey").asString();
        var path =
                key.equals(RouteResource.DEFAULT)
                        ? event.path("rawPath").asString()
                        : key.replace("ANY ", "");
        return method + " " + path;
    }

    private static String code(Path event) {
        var name = event.getFileName().toString().replace(".json", ".expected.json");
        return json(event.resolveSibling(name)).path("body").path("code").asString("");
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }
}
