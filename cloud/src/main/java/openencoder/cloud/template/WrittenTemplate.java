package openencoder.cloud.template;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code template.yaml} as it is written, with no reference resolved: {@code !Ref X} reads as
 * {@code ${X}} and {@code !GetAtt X.Arn} as {@code ${X.Arn}}.
 */
public record WrittenTemplate(Map<String, Object> document) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)(?:\\.\\w+)?}");

    public static WrittenTemplate read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static WrittenTemplate parse(String yaml) {
        return new WrittenTemplate(map(written(TemplateYaml.parse(yaml))));
    }

    /** Such as {@code Parameters} or {@code Outputs}, by name. */
    public Map<String, Object> section(String name) {
        return map(document, name);
    }

    /** The logical ids of a type's resources, in the file's order. */
    public List<String> resources(String type) {
        return section("Resources").entrySet().stream()
                .filter(resource -> type.equals(map(resource.getValue()).get("Type")))
                .map(Map.Entry::getKey)
                .toList();
    }

    public Map<String, Object> properties(String resource) {
        return map(map(section("Resources"), resource), "Properties");
    }

    /** The logical ids of the functions. */
    public Set<String> functions() {
        return new TreeSet<>(resources("AWS::Serverless::Function"));
    }

    /** As {@code ANY /api/jobs/{id}}, or {@code $default}. */
    public Set<String> routes(String function) {
        return map(properties(function), "Events").values().stream()
                .filter(event -> "HttpApi".equals(map(event).get("Type")))
                .map(event -> map(event, "Properties"))
                .map(
                        event ->
                                event.containsKey("Path")
                                        ? event.get("Method") + " " + event.get("Path")
                                        : RouteResource.DEFAULT)
                .collect(toCollection(TreeSet::new));
    }

    /** What is said of each variable, those of all functions included. */
    public Map<String, String> variables(String function) {
        var variables = new TreeMap<String, String>();
        Stream.of(map(section("Globals"), "Function"), properties(function))
                .map(owner -> map(map(owner, "Environment"), "Variables"))
                .forEach(all -> all.forEach((name, value) -> variables.put(name, "" + value)));
        return variables;
    }

    /** The names that a part of the template refers to. */
    public static Set<String> references(Object part) {
        return REFERENCE
                .matcher(part.toString())
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** Empty where there is none. */
    public static Map<String, Object> map(Object parent, String name) {
        return map(map(parent).get(name));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** One value stands for a list of one. */
    public static List<?> list(Object node) {
        return switch (node) {
            case null -> List.of();
            case List<?> list -> list;
            default -> List.of(node);
        };
    }

    private static Object written(Object node) {
        return switch (node) {
            case Map<?, ?> map when map.size() == 1 && map.containsKey("Ref") ->
                    "${" + map.get("Ref") + "}";
            case Map<?, ?> map when map.size() == 1 && map.containsKey("Fn::GetAtt") ->
                    "${" + map.get("Fn::GetAtt") + "}";
            case Map<?, ?> map when map.size() == 1 && map.get("Fn::Sub") instanceof String text ->
                    text;
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Object>();
                map.forEach((name, member) -> members.put(name.toString(), written(member)));
                yield members;
            }
            case List<?> list -> list.stream().map(WrittenTemplate::written).toList();
            case null -> "";
            default -> node;
        };
    }
}
