package openencoder.encoding.grammar;

/** A value that presets may not use; the message says what is wrong and what would be right. */
public final class Unsupported extends RuntimeException {
    private static final int LONGEST_SHOWN = 60;

    public Unsupported(String message) {
        super(message, null, false, false);
    }

    public Unsupported(String format, Object... details) {
        this(format.formatted(details));
    }

    /** A preset's own text for a message: short, and without control characters. */
    public static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }
}
