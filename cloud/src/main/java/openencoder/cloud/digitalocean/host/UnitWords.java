package openencoder.cloud.digitalocean.host;

import java.util.ArrayList;
import java.util.List;

/** Splits a value of a unit into words, as systemd does: by spaces, with quotes and escapes. */
final class UnitWords {

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private char quote;

    private UnitWords(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        return new UnitWords(text).split();
    }

    private List<String> split() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                add(escaped(text.charAt(++i)));
            } else if (quote != 0) {
                quoted(c);
            } else if ((c == '"' || c == '\'') && !isInWord) {
                quote = c;
                isInWord = true;
            } else if (Character.isWhitespace(c)) {
                end();
            } else {
                add(c);
            }
        }
        end();
        return words;
    }

    private void quoted(char c) {
        if (c == quote) {
            quote = 0;
        } else {
            add(c);
        }
    }

    private void add(char c) {
        word.append(c);
        isInWord = true;
    }

    private void end() {
        if (isInWord) words.add(word.toString());
        word.setLength(0);
        isInWord = false;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 's' -> ' ';
            default -> c;
        };
    }
}
