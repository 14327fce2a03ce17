package openencoder.media;

import java.util.Locale;

/** What the streams of a film carry. */
public enum StreamKind {
    VIDEO('v'),
    AUDIO('a'),
    SUBTITLES('s'),
    DATA('d');

    private final char letter;

    StreamKind(char letter) {
        this.letter = letter;
    }

    /** As FFmpeg's options name it. */
    public char letter() {
        return letter;
    }

    /** Such as {@code video}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a stream specifier such as {@code a:1} begins with it. */
    public boolean leads(String specifier) {
        return Character.toLowerCase(specifier.charAt(0)) == letter;
    }
}
