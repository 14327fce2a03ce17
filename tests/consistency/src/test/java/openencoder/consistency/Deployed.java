package openencoder.consistency;

import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toCollection;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code template.yaml}: what each function is given. A reference reads as {@code ${Id}}. */
record Deployed(Map<String, Object> document) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)(?:\\.\\w+)?}");

    @SuppressWarnings("unchecked")
    static Deployed parse(String yaml) {
        return new Deployed((Map<String, Object>) new Yaml(new References()).load(yaml));
    }

    /** The logical ids of the functions. */
    Set<String> functions() {
        var functions = new TreeSet<String>();
        map(document, "Resources")
                .forEach(
                        (id, resource) -> {
                            if ("AWS::Serverless::Function".equals(map(resource).get("Type")))
                                functions.add(id);
                        });
        return functions;
    }

    /** As {@code GET /api/jobs/{id}}; {@code /api/{proxy+}} as the one it is for, {@code /api/}. */
    Set<String> routes(String function) {
        return map(properties(function), "Events").values().stream()
                .filter(event -> "HttpApi".equals(map(event).get("Type")))
                .map(event -> map(event, "Properties"))
                .map(event -> event.get("Method") + " " + event.get("Path"))
                .map(route -> route.replace("{proxy+}", ""))
                .collect(toCollection(TreeSet::new));
    }

    /** What is said of each variable, those of all functions included, but the JVM's own. */
    Map<String, String> variables(String function) {
        var variables = new TreeMap<String, String>();
        var globals = map(map(document, "Globals"), "Function");
        Stream.of(globals, properties(function))
                .map(owner -> map(map(owner, "Environment"), "Variables"))
                .forEach(all -> all.forEach((name, value) -> variables.put(name, "" + value)));
        variables.remove("JAVA_TOOL_OPTIONS");
        return variables;
    }

    /** Every action with every resource it is allowed on. */
    Set<Permission> permissions(String function) {
        return list(properties(function).get("Policies")).stream()
                .flatMap(policy -> list(map(policy).get("Statement")).stream())
                .map(Deployed::map)
                .flatMap(Deployed::permissionsOf)
                .collect(toCollection(TreeSet::new));
    }

    /** Resources of which none can be made before the others: a circle, and what needs it. */
    Set<String> waiting() {
        var resources = map(document, "Resources");
        var needs = new TreeMap<String, Set<String>>();
        for (var id : resources.keySet()) needs.put(id, needs(id));
        // An API's routes name its functions; the functions' events are no part of them.
        for (var function : functions())
            if (!routes(function).isEmpty()) needs.get("Api").add(function);
        while (needs.keySet().removeIf(id -> disjoint(needs.get(id), needs.keySet()))) {}
        return needs.keySet();
    }

    private Set<String> needs(String id) {
        var resource = new TreeMap<>(properties(id));
        resource.remove("Events");
        return references(resource);
    }

    /** What a part of the template refers to. */
    static Set<String> references(Object part) {
        return REFERENCE
                .matcher(part.toString())
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Permission> permissionsOf(Map<String, Object> statement) {
        return list(statement.get("Action")).stream()
                .flatMap(
                        action ->
                                list(statement.get("Resource")).stream()
                                        .map(Deployed::logicalId)
                                        .map(resource -> new Permission("" + action, resource)));
    }

    private static String logicalId(Object reference) {
        return reference.toString().replaceAll("\\$\\{(\\w+)(?:\\.Arn)?}", "$1");
    }

    Map<String, Object> properties(String resource) {
        return map(map(map(document, "Resources"), resource), "Properties");
    }

    static Map<String, Object> map(Object parent, String name) {
        return map(map(parent).get(name));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static List<?> list(Object node) {
        return switch (node) {
            case null -> List.of();
            case List<?> list -> list;
            default -> List.of(node);
        };
    }

    /** {@code !Ref X} as {@code ${X}}, {@code !GetAtt X.Arn} as {@code ${X.Arn}}. */
    private static final class References extends SafeConstructor {
        References() {
            super(new LoaderOptions());
            yamlMultiConstructors.put(
                    "!",
                    new AbstractConstruct() {
                        @Override
                        public Object construct(Node node) {
                            return read(node);
                        }
                    });
        }

        private Object read(Node node) {
            return switch (node) {
                case ScalarNode scalar when node.getTag().getValue().equals("!Sub") ->
                        scalar.getValue();
                case ScalarNode scalar -> "${" + scalar.getValue() + "}";
                case SequenceNode sequence -> constructSequence(sequence);
                default -> new LinkedHashMap<String, Object>();
            };
        }
    }
}
