package openencoder.consistency;

import static java.util.stream.Collectors.toCollection;

import openencoder.cloud.template.RouteResource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the template, the description, the events and the code say different things.
 *
 * @param work what each function does, by its logical id
 */
record Consistency(Deployed deployed, Documented documented, Map<String, Work> work) {

    /** One line for each difference; none is what we want. */
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        compare(complaints, "template.yaml", deployed.functions(), "the tests", work.keySet());
        complaints.addAll(routes());
        work.forEach(
                (function, done) -> {
                    complaints.addAll(variables(function, done));
                    complaints.addAll(permissions(function, done));
                });
        return complaints;
    }

    private List<String> routes() {
        var complaints = new ArrayList<String>();
        var roles = new TreeMap<String, String>();
        work.forEach((_, done) -> roles.putAll(done.routes()));
        work.forEach(
                (function, done) ->
                        compare(
                                complaints,
                                "template.yaml for " + function,
                                deployedPaths(function),
                                "its code",
                                paths(done.routes().keySet())));
        var described = documented.roles().keySet();
        compare(complaints, "docs/api.yaml", described, "the code", roles.keySet());
        compare(
                complaints,
                "docs/api.yaml",
                described,
                "events/",
                withoutEndingSlash(documented.tried()));
        complaints.addAll(paths());
        documented
                .roles()
                .forEach(
                        (route, role) -> {
                            var asked = roles.get(route);
                            if (asked != null && !asked.equals(role))
                                complaints.add(
                                        "%s is for %s in docs/api.yaml, but for %s in the code"
                                                .formatted(route, role, asked));
                        });
        return complaints;
    }

    /** Each path belongs to one function, which answers every method; one has all other paths. */
    private List<String> paths() {
        var complaints = new ArrayList<String>();
        var paths = new TreeSet<String>();
        var defaults = 0;
        for (var function : deployed.functions()) {
            for (var route : deployed.routes(function)) {
                if (route.equals(RouteResource.DEFAULT)) defaults++;
                else if (!route.startsWith("ANY "))
                    complaints.add("%s in template.yaml is not for ANY method".formatted(route));
                if (!paths.add(path(route)))
                    complaints.add("%s is in template.yaml twice".formatted(path(route)));
            }
        }
        if (defaults != 1) complaints.add("template.yaml has no $default route, or several");
        for (var path : documented.refused())
            if (paths.contains(path))
                complaints.add("%s is refused by events/, but is in template.yaml".formatted(path));
        return complaints;
    }

    private Set<String> deployedPaths(String function) {
        var paths = paths(deployed.routes(function));
        paths.remove(RouteResource.DEFAULT);
        return paths;
    }

    private static Set<String> paths(Set<String> routes) {
        return routes.stream().map(Consistency::path).collect(toCollection(TreeSet::new));
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    private List<String> variables(String function, Work done) {
        var complaints = new ArrayList<String>();
        compare(
                complaints,
                "template.yaml for " + function,
                deployed.variables(function).keySet(),
                "its code",
                done.variables());
        return complaints;
    }

    private List<String> permissions(String function, Work done) {
        var complaints = new ArrayList<String>();
        var allowed = deployed.permissions(function);
        for (var used : done.permissions())
            if (allowed.stream().noneMatch(each -> each.covers(used)))
                complaints.add("%s needs %s, which it is not allowed".formatted(function, used));
        for (var each : allowed)
            if (done.permissions().stream().noneMatch(each::covers))
                complaints.add("%s is allowed %s, which it does not use".formatted(function, each));
            else if (each.action().contains("*"))
                complaints.add("%s is allowed %s, which names no action".formatted(function, each));
        return complaints;
    }

    private static void compare(
            List<String> complaints,
            String one,
            Set<String> here,
            String other,
            Set<String> there) {
        for (var name : here)
            if (!there.contains(name))
                complaints.add("%s is in %s, but not in %s".formatted(name, one, other));
        for (var name : there)
            if (!here.contains(name))
                complaints.add("%s is in %s, but not in %s".formatted(name, other, one));
    }

    private static Set<String> withoutEndingSlash(Set<String> routes) {
        var without = new TreeSet<String>();
        routes.forEach(route -> without.add(withoutEndingSlash(route)));
        return without;
    }

    private static String withoutEndingSlash(String route) {
        return route.replaceFirst("(.)/$", "$1");
    }
}
