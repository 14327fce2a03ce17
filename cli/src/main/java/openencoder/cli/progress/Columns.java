package openencoder.cli.progress;

/** Texts as wide as a terminal's columns; letters of the East take two. */
public final class Columns {

    private static final int FIRST_WIDE = 0x1100;
    private static final String CUT = "~";

    private Columns() {}

    /** The text, or as much of its beginning as fits. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) return text;
        var kept = new StringBuilder();
        int used = CUT.length();
        for (int letter : text.codePoints().toArray()) {
            used += of(letter);
            if (used > columns) break;
            kept.appendCodePoint(letter);
        }
        return columns < 1 ? "" : kept + CUT;
    }

    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int letter) {
        return letter < FIRST_WIDE ? 1 : 2;
    }
}
