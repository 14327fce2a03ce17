package openencoder.output;

import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetSnapshot;
import openencoder.refusal.Invalid;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a preset makes at a destination: of which kind, and under which names. While it is made and
 * until it is published, each file has a plain name of its own, whatever the destination is called.
 */
public final class OutputSet {
    /** As many as five digits count; more segments than that are refused. */
    public static final int MOST_SEGMENTS = 99_999;

    private static final String WORKING_STEM = "film";
    private static final int LONGEST_KEY = 1_024;
    private static final String FIRST_SEGMENT = "_00001.";
    private static final String LONGEST_SEGMENT = "_99999.m4s";

    private final ObjectKey main;
    private final FileFormat format;

    private OutputSet(ObjectKey main, FileFormat format) {
        this.main = main;
        this.format = format;
    }

    /**
     * @throws Invalid {@code media.extension} if the name's extension is that of no kind of file
     */
    public static OutputSet of(PresetSnapshot preset, MediaUri dest) {
        var key = new ObjectKey(dest.bucket(), dest.key());
        var main = dest.isPrefix() ? key.resolve(preset.output()) : key;
        var format =
                FileFormat.ofFile(main.fileName())
                        .orElseThrow(
                                () ->
                                        new Invalid(
                                                "media.extension",
                                                "dest",
                                                "has no extension of a kind of file that is made"
                                                        + " here, such as .mp4"));
        return new OutputSet(main, format);
    }

    /** The same, in this bucket unless the destination names its own. */
    public OutputSet in(String bucket) {
        return main.bucket().isEmpty()
                ? new OutputSet(new ObjectKey(bucket, main.key()), format)
                : this;
    }

    /**
     * @throws Invalid {@code media.uri} if S3 would not take the longest name that may come of it
     */
    public OutputSet requireShortKeys() {
        var longest = format.isSegmented() ? prefix().key() + LONGEST_SEGMENT : main.key();
        var bytes = longest.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= LONGEST_KEY) return this;
        throw new Invalid(
                "media.uri",
                "dest",
                "leads to keys of up to %,d bytes; S3 takes 1,024".formatted(bytes));
    }

    public FileFormat format() {
        return format;
    }

    /** Where the main file is published. */
    public ObjectKey main() {
        return main;
    }

    /** What every published key begins with. */
    public ObjectKey prefix() {
        var stem = published().stem();
        var folder = main.key().substring(0, main.key().length() - main.fileName().length());
        return new ObjectKey(main.bucket(), folder + stem);
    }

    /** The names at the destination. */
    public FileNames published() {
        return new FileNames(main.fileName());
    }

    /** The names while the files are made and wait; plain ASCII, the same for every job. */
    public FileNames working() {
        return new FileNames(WORKING_STEM + "." + format.extension());
    }

    /**
     * Where a file is published.
     *
     * @param path the name it was made under
     */
    public ObjectKey publishedAt(String path) {
        return path.equals(working().main())
                ? main
                : new ObjectKey(main.bucket(), prefix().key() + ending(path));
    }

    public OutputKind kindOf(String path) {
        if (path.equals(working().main())) return OutputKind.MAIN;
        return path.equals(working().init()) ? OutputKind.INIT : OutputKind.SEGMENT;
    }

    /** The media type of a file that was made under this name. */
    public String contentType(String path) {
        return path.equals(working().main())
                ? FileFormat.ofFile(main.fileName()).orElseThrow().contentType()
                : format.contentType(path);
    }

    /**
     * Where the files are published whose names are known before they are made, the main one first.
     */
    public List<ObjectKey> firstPublished() {
        if (!format.isSegmented()) return List.of(main);
        return List.of(
                main,
                publishedAt(working().init()),
                publishedAt(working().stem() + FIRST_SEGMENT + "ts"),
                publishedAt(working().stem() + FIRST_SEGMENT + "m4s"));
    }

    /** Whether files are published under other names than they were made under. */
    public boolean isRenamed() {
        return !published().stem().equals(WORKING_STEM);
    }

    /** A playlist as made, with the names that its files are published under. */
    public String publishedPlaylist(String text) {
        return Playlists.renamed(text, path -> publishedAt(path).fileName());
    }

    private static String ending(String path) {
        if (!path.startsWith(WORKING_STEM)) throw new IllegalArgumentException(path);
        return path.substring(WORKING_STEM.length());
    }
}
