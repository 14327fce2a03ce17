package openencoder.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file is to the one who asked for it. */
public enum OutputKind {
    MAIN,
    RENDITION,
    PLAYLIST,
    SEGMENT,
    INIT,
    POSTER,
    THUMBNAIL,
    STORYBOARD,
    PREVIEW,
    WAVEFORM,
    CAPTIONS,
    REPORT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OutputKind> ofWireName(String name) {
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
    }

    /**
     * In which turn files of this kind are published: a playlist after what it names, the main file
     * last of all.
     *
     * @return from 0
     */
    public int turn() {
        return switch (this) {
            case MAIN -> 2;
            case PLAYLIST -> 1;
            default -> 0;
        };
    }
}
