package openencoder.cloud.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text in which {@code *} is any run of characters and {@code ?} any one; <code>${*}</code>,
 * <code>${?}</code> and <code>${$}</code> are those characters themselves.
 */
final class Wildcard {
    private static final int RUN = -1;
    private static final int ONE = -2;

    private final List<Integer> signs;
    private final boolean ignoresCase;

    private Wildcard(List<Integer> signs, boolean ignoresCase) {
        this.signs = signs;
        this.ignoresCase = ignoresCase;
    }

    static Wildcard of(String text) throws MalformedPolicy {
        return new Wildcard(signs(text), false);
    }

    static Wildcard ignoringCase(String text) throws MalformedPolicy {
        return new Wildcard(signs(text.toLowerCase(Locale.ROOT)), true);
    }

    /** Matches this text alone; nothing in it is special. */
    static Wildcard literal(String text) {
        return new Wildcard(text.chars().boxed().toList(), false);
    }

    /** The text without the special meaning of {@code *} and {@code ?}, but with the escapes. */
    static String unescaped(String text) throws MalformedPolicy {
        var plain = new StringBuilder();
        for (var at = 0; at < text.length(); ) {
            if (text.startsWith("${", at)) {
                plain.append((char) escaped(text, at));
                at += 4;
            } else plain.append(text.charAt(at++));
        }
        return plain.toString();
    }

    private static List<Integer> signs(String text) throws MalformedPolicy {
        var signs = new ArrayList<Integer>();
        for (var at = 0; at < text.length(); ) {
            if (text.startsWith("${", at)) {
                signs.add(escaped(text, at));
                at += 4;
            } else signs.add(sign(text.charAt(at++)));
        }
        return List.copyOf(signs);
    }

    private static int escaped(String text, int at) throws MalformedPolicy {
        if (text.startsWith("}", at + 3) && "*?$".indexOf(text.charAt(at + 2)) >= 0)
            return text.charAt(at + 2);
        throw new MalformedPolicy(
                "the policy variable in '" + text + "' is not known here; only ${*}, ${?}, ${$}");
    }

    private static int sign(char character) {
        return switch (character) {
            case '*' -> RUN;
            case '?' -> ONE;
            default -> character;
        };
    }

    // Goes back to the latest run only, so that no pattern takes more than its length times the
    // text's.
    boolean matches(String given) {
        var text = ignoresCase ? given.toLowerCase(Locale.ROOT) : given;
        int at = 0;
        int sign = 0;
        int run = -1;
        int runEnd = 0;
        while (at < text.length()) {
            if (sign < signs.size() && signs.get(sign) == RUN) {
                run = sign++;
                runEnd = at;
            } else if (sign < signs.size() && isMet(signs.get(sign), text.charAt(at))) {
                sign++;
                at++;
            } else if (run >= 0) {
                sign = run + 1;
                at = ++runEnd;
            } else return false;
        }
        while (sign < signs.size() && signs.get(sign) == RUN) sign++;
        return sign == signs.size();
    }

    private static boolean isMet(int sign, char character) {
        return sign == ONE || sign == character;
    }
}
