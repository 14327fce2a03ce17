package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chain of allowed filters, as {@code -vf} or {@code -af} takes it: no labels, no branches. What
 * FFmpeg gets is {@link #text()}, written anew from what was understood, so the two cannot
 * understand it differently.
 */
public record FilterChain(List<Filter> filters) implements Value {
    public static final FilterChain EMPTY = new FilterChain(List.of());

    private static final int LONGEST = 2000;
    private static final int MOST = 32;
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.+*/()|@#%^=<>-]+");

    /**
     * An argument of a filter.
     *
     * @param name as the preset gives it; empty when it is given by place
     */
    public record Argument(String name, Value value) {
        private String text() {
            var text = value.text();
            var safe = PLAIN.matcher(text).matches() ? text : "'" + text + "'";
            return name.isEmpty() ? safe : name + "=" + safe;
        }
    }

    /**
     * One filter with its arguments.
     *
     * @param given in the preset's order
     */
    public record Filter(FilterRule rule, List<Argument> given) {
        public String name() {
            return rule.name();
        }

        /** The value of an argument, by its first name. */
        public Optional<Value> value(String wanted) {
            var values = new LinkedHashMap<String, Value>();
            for (var place = 0; place < given.size(); place++)
                values.put(fullName(place), given.get(place).value());
            return Optional.ofNullable(values.get(wanted));
        }

        private String fullName(int place) {
            var name = given.get(place).name();
            return name.isEmpty() ? rule.places().get(place) : rule.fullNames().get(name);
        }

        private String text() {
            if (given.isEmpty()) return name();
            return given.stream()
                    .map(Argument::text)
                    .collect(Collectors.joining(":", name() + "=", ""));
        }
    }

    /**
     * @throws Unsupported naming the part that is not allowed
     */
    public static FilterChain video(String text) {
        return read(text, Filters.VIDEO, Filters.AUDIO, "-af");
    }

    /**
     * @throws Unsupported naming the part that is not allowed
     */
    public static FilterChain audio(String text) {
        return read(text, Filters.AUDIO, Filters.VIDEO, "-vf");
    }

    @Override
    public String text() {
        return filters.stream().map(Filter::text).collect(Collectors.joining(","));
    }

    public boolean usesAny(Set<String> names) {
        return filters.stream().anyMatch(filter -> names.contains(filter.name()));
    }

    public FilterChain then(FilterChain next) {
        return new FilterChain(Stream.concat(filters.stream(), next.filters.stream()).toList());
    }

    private static FilterChain read(
            String text,
            Table<FilterRule> rules,
            Table<FilterRule> othersRules,
            String othersOption) {
        if (text.length() > LONGEST) throw new Unsupported("has more than %d characters", LONGEST);
        var filters = new ArrayList<Filter>();
        for (var words : FilterText.filters(text)) {
            var name = words.getFirst();
            if (othersRules.has(name) && !rules.has(name))
                throw new Unsupported("the filter '%s' belongs in %s", name, othersOption);
            var rule = rules.find(name).orElseThrow(() -> Filters.because(name));
            filters.add(filter(rule, words.subList(1, words.size())));
        }
        if (filters.size() > MOST) throw new Unsupported("has more than %d filters", MOST);
        return new FilterChain(List.copyOf(filters));
    }

    private static Filter filter(FilterRule rule, List<String> arguments) {
        var given = new ArrayList<Argument>();
        for (var argument : arguments) {
            var named = NAMED.matcher(argument);
            if (named.matches()) {
                given.add(named(rule, named.group(1), named.group(2)));
                continue;
            }
            if (!given.isEmpty() && !given.getLast().name().isEmpty())
                throw new Unsupported(
                        "the filter '%s': '%s' stands without a name after a named argument",
                        rule.name(), Unsupported.shown(argument));
            given.add(byPlace(rule, given.size(), argument));
        }
        return new Filter(rule, List.copyOf(given));
    }

    private static Argument named(FilterRule rule, String name, String text) {
        var grammar = rule.arguments().get(name);
        if (grammar == null)
            throw new Unsupported(
                    "the filter '%s' may not be given the argument '%s'",
                    rule.name(), Unsupported.shown(name));
        return new Argument(name, read(rule, name, grammar, text));
    }

    private static Argument byPlace(FilterRule rule, int place, String text) {
        if (place >= rule.places().size())
            throw new Unsupported(
                    "the filter '%s' takes at most %d arguments without a name; '%s' is one more",
                    rule.name(), rule.places().size(), Unsupported.shown(text));
        var name = rule.places().get(place);
        return new Argument("", read(rule, name, rule.arguments().get(name), text));
    }

    private static Value read(FilterRule rule, String name, Grammar grammar, String text) {
        try {
            return grammar.read(text);
        } catch (Unsupported unsupported) {
            throw new Unsupported(
                    "the filter '%s', %s: %s", rule.name(), name, unsupported.getMessage());
        }
    }
}
