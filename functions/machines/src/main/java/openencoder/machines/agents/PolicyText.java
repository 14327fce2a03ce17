package openencoder.machines.agents;

import java.util.List;
import java.util.stream.Collectors;

/** Writes parts of a policy in IAM's JSON as short as can be, for STS takes 2,048 characters. */
final class PolicyText {
    private static final int FIRST_BEYOND_ASCII = 0x7f;

    private PolicyText() {}

    static String document(List<String> statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    static String allow(List<String> actions, List<String> resources) {
        return statement("Allow", actions, resources, "");
    }

    /**
     * @param condition operators with their keys, as JSON
     */
    static String allow(List<String> actions, List<String> resources, String condition) {
        return statement("Allow", actions, resources, ",\"Condition\":{" + condition + "}");
    }

    /** Nothing at all, unless it comes from the address. */
    static String onlyFrom(String address) {
        var elsewhere = "{\"NotIpAddress\":{\"aws:SourceIp\":" + quoted(address) + "}}";
        return statement("Deny", List.of("*"), List.of("*"), ",\"Condition\":" + elsewhere);
    }

    private static String statement(
            String effect, List<String> actions, List<String> resources, String rest) {
        return "{\"Effect\":\"%s\",\"Action\":%s,\"Resource\":%s%s}"
                .formatted(effect, oneOrMore(actions), oneOrMore(resources), rest);
    }

    static String oneOrMore(List<String> texts) {
        return texts.size() == 1 ? quoted(texts.getFirst()) : list(texts);
    }

    static String list(List<String> texts) {
        return texts.stream().map(PolicyText::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    /** A key as it is, whatever IAM would make of its characters. */
    static String literal(String key) {
        return key.codePoints().mapToObj(PolicyText::literal).collect(Collectors.joining());
    }

    private static String literal(int character) {
        return switch (character) {
            case '*', '?', '$' -> "${" + Character.toString(character) + "}";
            default -> Character.toString(character);
        };
    }

    /**
     * As {@link #literal}, but if that needs more than {@code most} characters of JSON, the
     * beginning that does not, and a star.
     */
    static String literal(String key, int most) {
        var whole = literal(key);
        if (quoted(whole).length() - 2 <= most) return whole;
        var text = new StringBuilder();
        var length = 1;
        for (var character : key.codePoints().toArray()) {
            var next = literal(character);
            length += quoted(next).length() - 2;
            if (length > most) break;
            text.append(next);
        }
        return text.append('*').toString();
    }

    // STS refuses characters beyond Latin-1, but takes them escaped.
    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (var unit : text.toCharArray()) {
            if (unit == '"' || unit == '\\') json.append('\\').append(unit);
            else if (unit < ' ' || unit >= FIRST_BEYOND_ASCII)
                json.append("\\u%04x".formatted((int) unit));
            else json.append(unit);
        }
        return json.append('"').toString();
    }
}
