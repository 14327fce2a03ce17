package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the text of a filter chain apart by FFmpeg's quoting rules
 * (ffmpeg.org/ffmpeg-filters.html#Notes-on-filtergraph-escaping), and one kindness: a comma inside
 * parentheses does not end a filter, so {@code scale=min(1280,iw):-2} needs no quotes.
 */
final class FilterText {
    // What could start a label, a branch or another level of escaping once it is unquoted.
    private static final String NEVER_IN_A_VALUE = "'\\[];:\n\r";

    private final String text;
    private final List<List<String>> filters = new ArrayList<>();
    private List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private int at;
    private int open;

    private FilterText(String text) {
        this.text = text;
    }

    /** Each filter as its name followed by its arguments, unquoted. */
    static List<List<String>> filters(String text) {
        return new FilterText(text).read();
    }

    private List<List<String>> read() {
        for (at = 0; at < text.length(); at++) take(text.charAt(at));
        if (open > 0) throw new Unsupported("a parenthesis is opened and never closed");
        endFilter();
        return filters;
    }

    private void take(char c) {
        switch (c) {
            case '\'' -> quoted();
            case '\\' -> escaped();
            case '[', ']' ->
                    throw new Unsupported("has a label ([…]); a preset has one plain chain");
            case ';' -> throw new Unsupported("has a ';', which starts a second chain");
            case '(' -> open(1);
            case ')' -> open(-1);
            case ',' -> end(this::endFilter);
            case ':' -> end(this::endPart);
            case '=' -> equalsSign();
            default -> part.append(c);
        }
    }

    private void open(int more) {
        open += more;
        if (open < 0) throw new Unsupported("a parenthesis is closed that was never opened");
        part.append(more > 0 ? '(' : ')');
    }

    private void end(Runnable ending) {
        if (open > 0) part.append(text.charAt(at));
        else ending.run();
    }

    private void equalsSign() {
        if (parts.isEmpty()) endPart();
        else part.append('=');
    }

    private void quoted() {
        var end = text.indexOf('\'', at + 1);
        if (end < 0) throw new Unsupported("a single quote (') is opened and never closed");
        part.append(text, at + 1, end);
        at = end;
    }

    private void escaped() {
        if (++at == text.length())
            throw new Unsupported("a backslash (\\) at the end escapes nothing");
        part.append(text.charAt(at));
    }

    private void endPart() {
        var value = part.toString().strip();
        part.setLength(0);
        if (value.isEmpty()) throw new Unsupported("has an empty filter or argument");
        for (var c : value.toCharArray())
            if (NEVER_IN_A_VALUE.indexOf(c) >= 0)
                throw new Unsupported(
                        "has a '%s' inside '%s'",
                        c == '\n' ? "line break" : c, Unsupported.shown(value));
        parts.add(value);
    }

    private void endFilter() {
        endPart();
        filters.add(List.copyOf(parts));
        parts = new ArrayList<>();
    }
}
