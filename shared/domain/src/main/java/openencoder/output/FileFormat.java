package openencoder.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds of file that an encode may make: what they are called, by whom, and how they end. */
public enum FileFormat {
    MP4("mp4", "mp4", "mp4", "video/mp4"),
    M4V("mp4", "m4v", "m4v", "video/x-m4v"),
    MOV("mov", "mov", "mov", "video/quicktime"),
    MKV("matroska", "matroska mkv", "mkv", "video/matroska"),
    WEBM("webm", "webm", "webm", "video/webm"),
    TS("mpegts", "mpegts ts", "ts m2ts mts", "video/mp2t"),
    MPG("mpeg", "mpeg mpg vob", "mpg mpeg", "video/mpeg"),
    AVI("avi", "avi", "avi", "video/x-msvideo"),
    FLV("flv", "flv", "flv", "video/x-flv"),
    GIF("gif", "gif", "gif", "image/gif"),
    HLS("hls", "hls m3u8", "m3u8", "application/vnd.apple.mpegurl"),
    MP3("mp3", "mp3", "mp3", "audio/mpeg"),
    M4A("ipod", "ipod m4a", "m4a", "audio/mp4"),
    AAC("adts", "adts aac", "aac", "audio/aac"),
    OGG("ogg", "ogg oga", "ogg oga", "audio/ogg"),
    OPUS("opus", "opus", "opus", "audio/ogg"),
    FLAC("flac", "flac", "flac", "audio/flac"),
    WAV("wav", "wav", "wav", "audio/wav");

    private static final Map<String, String> SEGMENT_TYPES =
            Map.of("ts", "video/mp2t", "m4s", "video/iso.segment", "mp4", "video/mp4");
    private static final String PLAIN_NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N} ._()+,=@-]{0,127}";

    private final String muxer;
    private final List<String> names;
    private final List<String> extensions;
    private final String contentType;

    FileFormat(String muxer, String names, String extensions, String contentType) {
        this.muxer = muxer;
        this.names = List.of(names.split(" "));
        this.extensions = List.of(extensions.split(" "));
        this.contentType = contentType;
    }

    /** As a preset's {@code format.container} names it, in upper or lower case. */
    public static Optional<FileFormat> named(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> format.names.contains(wanted)).findFirst();
    }

    /** What files of this name are, by their extension. */
    public static Optional<FileFormat> ofFile(String fileName) {
        return Arrays.stream(values()).filter(format -> format.fits(fileName)).findFirst();
    }

    /**
     * Whether it is a file name, with an extension and without any folder, that a preset may give
     * its output: letters, digits, blanks and {@code . _ - ( ) + , = @}, at most 128 of them.
     */
    public static boolean isPlainName(String fileName) {
        return fileName.matches(PLAIN_NAME) && !extensionOf(fileName).isEmpty();
    }

    /** FFmpeg's name of what writes it. */
    public String muxer() {
        return muxer;
    }

    /** What presets call it, the usual name first. */
    public List<String> names() {
        return names;
    }

    /** Without the dot, such as {@code mp4}. */
    public String extension() {
        return extensions.getFirst();
    }

    /** Without the dot, the usual one first. */
    public List<String> extensions() {
        return extensions;
    }

    /** The media type of the file that bears the output's name. */
    public String contentType() {
        return contentType;
    }

    /** The media type of any file that an encode into this format leaves, segments included. */
    public String contentType(String fileName) {
        if (!isSegmented() || fits(fileName)) return contentType;
        return SEGMENT_TYPES.getOrDefault(extensionOf(fileName), "application/octet-stream");
    }

    /** The media type of any output, by its extension alone. */
    public static String typeOf(String fileName) {
        return ofFile(fileName).map(FileFormat::contentType).orElse(HLS.contentType(fileName));
    }

    /** Whether an encode leaves several files: a playlist and its segments. */
    public boolean isSegmented() {
        return this == HLS;
    }

    /** Whether a file of this name is one of these, by its extension. */
    public boolean fits(String fileName) {
        return extensions.contains(extensionOf(fileName));
    }

    /** Whether both are the same kind of file under two names, as film.m4v and film.mp4 are. */
    public boolean isSameFileAs(FileFormat other) {
        return muxer.equals(other.muxer);
    }

    private static String extensionOf(String fileName) {
        var dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
