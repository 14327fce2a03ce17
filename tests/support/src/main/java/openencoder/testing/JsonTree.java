package openencoder.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our own well-formed JSON as maps, lists, strings, numbers, booleans and nulls. */
public final class JsonTree {
    private final String text;
    private int at;

    private JsonTree(String text) {
        this.text = text;
    }

    /** The members of a JSON object. */
    public static Map<String, Object> of(String text) {
        var reader = new JsonTree(text);
        reader.blanks();
        var object = reader.object();
        reader.blanks();
        if (reader.at < text.length()) throw reader.broken();
        return object;
    }

    private Object value() {
        blanks();
        var value =
                switch (text.charAt(at)) {
                    case '{' -> object();
                    case '[' -> list();
                    case '"' -> string();
                    default -> literal();
                };
        blanks();
        return value;
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        expect('{');
        blanks();
        while (!accept('}')) {
            blanks();
            var name = string();
            blanks();
            expect(':');
            members.put(name, value());
            if (!accept(',') && text.charAt(at) != '}') throw broken();
        }
        return members;
    }

    private List<Object> list() {
        var items = new ArrayList<>();
        expect('[');
        blanks();
        while (!accept(']')) {
            items.add(value());
            if (!accept(',') && text.charAt(at) != ']') throw broken();
        }
        return items;
    }

    private String string() {
        expect('"');
        var read = new StringBuilder();
        while (!accept('"')) {
            var c = text.charAt(at++);
            read.append(c == '\\' ? escaped() : c);
        }
        return read.toString();
    }

    private char escaped() {
        var c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }

    private Object literal() {
        var start = at;
        while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) at++;
        var literal = text.substring(start, at);
        return switch (literal) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> new BigDecimal(literal);
        };
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    }

    private boolean accept(char c) {
        if (text.charAt(at) != c) return false;
        at++;
        return true;
    }

    private void expect(char c) {
        if (!accept(c)) throw broken();
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("broken at %d: %s".formatted(at, text));
    }
}
