package openencoder.consistency;

import static openencoder.cloud.template.WrittenTemplate.list;
import static openencoder.cloud.template.WrittenTemplate.map;

import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toCollection;

import openencoder.cloud.template.WrittenTemplate;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the template gives each function. */
record Deployed(WrittenTemplate template) {
    static Deployed parse(String yaml) {
        return new Deployed(WrittenTemplate.parse(yaml));
    }

    /** The logical ids of the functions. */
    Set<String> functions() {
        return template.functions();
    }

    /** As {@code ANY /api/jobs/{id}}, or {@code $default}. */
    Set<String> routes(String function) {
        return template.routes(function);
    }

    /** What is said of each variable, those of all functions included, but the JVM's own. */
    Map<String, String> variables(String function) {
        var variables = template.variables(function);
        variables.remove("JAVA_TOOL_OPTIONS");
        return variables;
    }

    /** Every action with every resource it is allowed on. */
    Set<Permission> permissions(String function) {
        return list(template.properties(function).get("Policies")).stream()
                .flatMap(policy -> list(map(policy).get("Statement")).stream())
                .map(WrittenTemplate::map)
                .flatMap(Deployed::permissionsOf)
                .collect(toCollection(TreeSet::new));
    }

    /** Resources of which none can be made before the others: a circle, and what needs it. */
    Set<String> waiting() {
        var needs = new TreeMap<String, Set<String>>();
        for (var id : template.section("Resources").keySet()) needs.put(id, needs(id));
        // An API's routes name its functions; the functions' events are no part of them.
        for (var function : functions())
            if (!routes(function).isEmpty()) needs.get("Api").add(function);
        while (needs.keySet().removeIf(id -> disjoint(needs.get(id), needs.keySet()))) {}
        return needs.keySet();
    }

    private Set<String> needs(String id) {
        var resource = new TreeMap<>(template.properties(id));
        resource.remove("Events");
        return WrittenTemplate.references(resource);
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
}
