package openencoder.encoding.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a raw preset as separate words, by the quoting rules of a POSIX shell; nothing is ever
 * run or expanded: {@code $}, {@code *}, {@code ;} and {@code |} are plain characters.
 */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%^-]+");
    // What a backslash still escapes inside double quotes (POSIX.1-2017, shell 2.2.3).
    private static final String ESCAPABLE_IN_QUOTES = "\\\"$`";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * @throws Unsupported if a quote is left open or the line ends in a backslash
     */
    public static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    /** The words as a person would type them into a shell. */
    public static String join(List<String> words) {
        return String.join(" ", words.stream().map(ShellWords::quote).toList());
    }

    private static String quote(String word) {
        if (PLAIN.matcher(word).matches()) return word;
        if (word.contains("'") && !word.matches(".*[\\\\\"$`!].*")) return "\"" + word + "\"";
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> split() {
        for (at = 0; at < line.length(); at++) {
            var c = line.charAt(at);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> take(afterBackslash());
                default -> take(c);
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private void take(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) words.add(word.toString());
        word.setLength(0);
        inWord = false;
    }

    private void singleQuoted() {
        var end = line.indexOf('\'', at + 1);
        if (end < 0) throw new Unsupported("a single quote (') is opened and never closed");
        inWord = true;
        word.append(line, at + 1, end);
        at = end;
    }

    private void doubleQuoted() {
        inWord = true;
        for (at++; at < line.length(); at++) {
            var c = line.charAt(at);
            if (c == '"') return;
            if (c == '\\' && ESCAPABLE_IN_QUOTES.indexOf(peek()) >= 0) c = afterBackslash();
            word.append(c);
        }
        throw new Unsupported("a double quote (\") is opened and never closed");
    }

    private char peek() {
        return at + 1 < line.length() ? line.charAt(at + 1) : ' ';
    }

    private char afterBackslash() {
        if (++at == line.length())
            throw new Unsupported("a backslash (\\) at the end escapes nothing");
        return line.charAt(at);
    }
}
