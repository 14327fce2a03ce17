package openencoder.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A chain of allowed filters, as {@code -vf} or {@code -af} takes it: no labels, no branches. What
 * FFmpeg gets is {@link #text()}, written anew from what was understood, so the two cannot
 * understand it differently.
 */
record FilterGraph(List<Use> filters) {
    private static final int LONGEST = 2000;
    private static final int MOST = 32;
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.+*/()|@#%^=<>-]+");

    /**
     * One filter with its arguments.
     *
     * @param given name (empty when given by place) and value, in the preset's order
     */
    record Use(FilterRule rule, List<Map.Entry<String, String>> given) {
        String text() {
            if (given.isEmpty()) return rule.name();
            return rule.name()
                    + "="
                    + given.stream().map(Use::argument).collect(Collectors.joining(":"));
        }

        private static String argument(Map.Entry<String, String> argument) {
            var value = argument.getValue();
            var safe = PLAIN.matcher(value).matches() ? value : "'" + value + "'";
            return argument.getKey().isEmpty() ? safe : argument.getKey() + "=" + safe;
        }

        /** The value of an argument, by its first name. */
        Optional<String> value(String name) {
            var values = new LinkedHashMap<String, String>();
            for (var place = 0; place < given.size(); place++) {
                var key = given.get(place).getKey();
                var full = key.isEmpty() ? rule.places().get(place) : rule.fullNames().get(key);
                values.put(full, given.get(place).getValue());
            }
            return Optional.ofNullable(values.get(name));
        }

        boolean is(String name) {
            return rule.name().equals(name);
        }
    }

    static FilterGraph video(String text) {
        return read(text, Filters.VIDEO, Filters.AUDIO, "-af");
    }

    static FilterGraph audio(String text) {
        return read(text, Filters.AUDIO, Filters.VIDEO, "-vf");
    }

    String text() {
        return filters.stream().map(Use::text).collect(Collectors.joining(","));
    }

    boolean uses(String... names) {
        var wanted = List.of(names);
        return filters.stream().anyMatch(use -> wanted.contains(use.rule().name()));
    }

    private static FilterGraph read(
            String text,
            Table<FilterRule> rules,
            Table<FilterRule> othersRules,
            String othersOption) {
        if (text.length() > LONGEST) throw new Unfit("has more than %d characters", LONGEST);
        var uses = new ArrayList<Use>();
        for (var filter : FilterText.filters(text)) {
            var name = filter.getFirst();
            if (othersRules.has(name) && !rules.has(name))
                throw new Unfit("the filter '%s' belongs in %s", name, othersOption);
            var rule = rules.find(name).orElseThrow(() -> Filters.because(name));
            uses.add(use(rule, filter.subList(1, filter.size())));
        }
        if (uses.size() > MOST) throw new Unfit("has more than %d filters", MOST);
        return new FilterGraph(List.copyOf(uses));
    }

    private static Use use(FilterRule rule, List<String> arguments) {
        var given = new ArrayList<Map.Entry<String, String>>();
        for (var argument : arguments) {
            var named = NAMED.matcher(argument);
            if (named.matches()) {
                given.add(named(rule, named.group(1), named.group(2)));
                continue;
            }
            if (!given.isEmpty() && !given.getLast().getKey().isEmpty())
                throw new Unfit(
                        "the filter '%s': '%s' stands without a name after a named argument",
                        rule.name(), Values.shown(argument));
            given.add(Map.entry("", byPlace(rule, given.size(), argument)));
        }
        return new Use(rule, List.copyOf(given));
    }

    private static Map.Entry<String, String> named(FilterRule rule, String name, String value) {
        var grammar = rule.arguments().get(name);
        if (grammar == null)
            throw new Unfit(
                    "the filter '%s' may not be given the argument '%s'",
                    rule.name(), Values.shown(name));
        return Map.entry(name, checked(rule, name, grammar, value));
    }

    private static String byPlace(FilterRule rule, int place, String value) {
        if (place >= rule.places().size())
            throw new Unfit(
                    "the filter '%s' takes at most %d arguments without a name; '%s' is one more",
                    rule.name(), rule.places().size(), Values.shown(value));
        var name = rule.places().get(place);
        return checked(rule, name, rule.arguments().get(name), value);
    }

    private static String checked(FilterRule rule, String name, Grammar grammar, String value) {
        try {
            return grammar.read(value);
        } catch (Unfit unfit) {
            throw new Unfit("the filter '%s', %s: %s", rule.name(), name, unfit.getMessage());
        }
    }
}
