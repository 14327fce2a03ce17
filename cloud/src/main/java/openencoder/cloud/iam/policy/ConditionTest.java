package openencoder.cloud.iam.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A condition operator with its values, asked about what a request has of the key. */
@FunctionalInterface
interface ConditionTest {
    /**
     * @param present null where the request does not have the key
     */
    Truth of(List<String> present);

    /**
     * @param operator such as {@code StringLike}; one that is not known here is never judged
     * @throws MalformedPolicy if a value is none for this operator
     */
    static ConditionTest of(String operator, List<String> values) throws MalformedPolicy {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "stringequals" -> single(anyOf(exactly(values)));
            case "stringlike" -> single(anyOf(patterns(values)));
            case "forallvalues:stringequals" -> all(anyOf(exactly(values)));
            case "null" -> absent(flag(values));
            case "bool" -> single(isFlag(flag(values)));
            case "ipaddress" -> single(in(networks(values)));
            case "notipaddress" -> notIn(networks(values));
            default -> _ -> Truth.UNKNOWN;
        };
    }

    /** Whether one value is met. */
    @FunctionalInterface
    interface Value {
        boolean isMet(String value);
    }

    private static ConditionTest single(Value value) {
        return present ->
                Truth.of(present != null && present.size() == 1 && value.isMet(present.get(0)));
    }

    // AWS's own trap: true of a request that does not have the key at all.
    private static ConditionTest all(Value value) {
        return present -> Truth.of(present == null || present.stream().allMatch(value::isMet));
    }

    private static ConditionTest absent(boolean isWanted) {
        return present -> Truth.of((present == null || present.isEmpty()) == isWanted);
    }

    // As every negated operator, true where the key is missing.
    private static ConditionTest notIn(List<Network> networks) {
        var in = single(in(networks));
        return present -> Truth.of(present == null || in.of(present) == Truth.FAILS);
    }

    private static Value anyOf(List<Wildcard> patterns) {
        return value -> patterns.stream().anyMatch(p -> p.matches(value));
    }

    private static Value isFlag(boolean wanted) {
        return value -> value.equalsIgnoreCase(String.valueOf(wanted));
    }

    private static Value in(List<Network> networks) {
        return value -> {
            var address = InetAddress.ofLiteral(value);
            return networks.stream().anyMatch(n -> n.contains(address));
        };
    }

    private static List<Wildcard> patterns(List<String> values) throws MalformedPolicy {
        var patterns = new ArrayList<Wildcard>();
        for (var value : values) patterns.add(Wildcard.of(value));
        return patterns;
    }

    private static List<Wildcard> exactly(List<String> values) throws MalformedPolicy {
        var exact = new ArrayList<Wildcard>();
        for (var value : values) exact.add(Wildcard.literal(Wildcard.unescaped(value)));
        return exact;
    }

    private static List<Network> networks(List<String> values) throws MalformedPolicy {
        var networks = new ArrayList<Network>();
        for (var value : values) networks.add(Network.parse(value));
        return networks;
    }

    private static boolean flag(List<String> values) throws MalformedPolicy {
        if (values.size() == 1 && values.getFirst().matches("(?i)true|false"))
            return Boolean.parseBoolean(values.getFirst());
        throw new MalformedPolicy(values + " is neither true nor false");
    }
}
