package openencoder.web.testing;

import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code docs/api.yaml} says that a problem looks like. */
public final class ProblemSchema {
    private final Map<String, Object> schema;

    /**
     * @param root the project's folder
     */
    public ProblemSchema(Path root) {
        try {
            var text = Files.readString(root.resolve("docs/api.yaml"));
            Map<String, Object> description = new Yaml().load(text);
            schema = map(map(map(description, "components"), "schemas"), "Problem");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What is wrong with it; empty if nothing is. */
    public List<String> objections(JsonNode problem) {
        var objections = new ArrayList<String>();
        check("$", schema, problem, objections);
        problem.propertyNames().stream()
                .filter(name -> !map(schema, "properties").containsKey(name))
                .forEach(name -> objections.add("$." + name + " is not described"));
        return objections;
    }

    private static void check(
            String at, Map<String, Object> schema, JsonNode node, List<String> objections) {
        var fits =
                switch (String.valueOf(schema.get("type"))) {
                    case "object" -> node.isObject();
                    case "array" -> node.isArray();
                    case "string" -> node.isString();
                    case "integer" -> node.isIntegralNumber();
                    default -> throw new IllegalStateException(at + " has a type unknown here");
                };
        if (!fits) {
            objections.add(at + " is no " + schema.get("type"));
            return;
        }
        if (schema.get("required") instanceof List<?> required)
            for (var name : required)
                if (!node.has(name.toString())) objections.add(at + " lacks " + name);
        map(schema, "properties")
                .forEach(
                        (name, property) -> {
                            if (node.has(name))
                                check(at + "." + name, map(property), node.get(name), objections);
                        });
        if (node.isArray())
            for (var item : node) check(at + "[]", map(schema, "items"), item, objections);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return map(parent.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
