package openencoder.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of file that a preset may make. */
public enum Container {
    MP4("mp4", "mp4", "mp4", "video/mp4", Holds.MP4_VIDEO, Holds.MP4_AUDIO),
    M4V("mp4", "m4v", "m4v", "video/x-m4v", Holds.MP4_VIDEO, Holds.MP4_AUDIO),
    MOV("mov", "mov", "mov", "video/quicktime", Holds.MOV_VIDEO, Holds.MOV_AUDIO),
    MKV("matroska", "matroska mkv", "mkv", "video/matroska", Holds.ANY_VIDEO, Holds.ANY_AUDIO),
    WEBM("webm", "webm", "webm", "video/webm", "libvpx-vp9 libvpx libaom-av1 libsvtav1", "libopus"),
    TS("mpegts", "mpegts ts", "ts m2ts mts", "video/mp2t", Holds.TS_VIDEO, Holds.TS_AUDIO),
    MPG("mpeg", "mpeg mpg vob", "mpg mpeg", "video/mpeg", "mpeg2video", "mp2 ac3 libmp3lame"),
    AVI("avi", "avi", "avi", "video/x-msvideo", "libx264 mpeg4 mjpeg ffv1", Holds.AVI_AUDIO),
    FLV("flv", "flv", "flv", "video/x-flv", "libx264", "aac libmp3lame"),
    GIF("gif", "gif", "gif", "image/gif", "gif", ""),
    HLS(
            "hls",
            "hls m3u8",
            "m3u8",
            "application/vnd.apple.mpegurl",
            "libx264 libx265",
            "aac ac3 eac3 libmp3lame"),
    MP3("mp3", "mp3", "mp3", "audio/mpeg", "", "libmp3lame"),
    M4A("ipod", "ipod m4a", "m4a", "audio/mp4", "", "aac alac ac3"),
    AAC("adts", "adts aac", "aac", "audio/aac", "", "aac"),
    OGG("ogg", "ogg oga", "ogg oga", "audio/ogg", "", "libopus flac"),
    OPUS("opus", "opus", "opus", "audio/ogg", "", "libopus"),
    FLAC("flac", "flac", "flac", "audio/flac", "", "flac"),
    WAV("wav", "wav", "wav", "audio/wav", "", "pcm_s16le pcm_s24le pcm_s32le pcm_f32le");

    /** Which encoders' streams a container takes; the first is used when the preset names none. */
    private static final class Holds {
        static final String MP4_VIDEO =
                "libx264 libx265 libsvtav1 libaom-av1 libvpx-vp9 mpeg4 mpeg2video mjpeg";
        static final String MP4_AUDIO = "aac libmp3lame ac3 eac3 libopus flac alac mp2";
        static final String MOV_VIDEO = "libx264 libx265 prores_ks dnxhd mpeg4 mpeg2video mjpeg";
        static final String MOV_AUDIO =
                "aac libmp3lame ac3 eac3 alac pcm_s16le pcm_s24le pcm_s32le pcm_f32le";
        static final String ANY_VIDEO =
                "libx264 libx265 libsvtav1 libaom-av1 libvpx-vp9 libvpx prores_ks dnxhd mpeg4"
                        + " mpeg2video mjpeg ffv1";
        static final String ANY_AUDIO =
                "aac libmp3lame ac3 eac3 libopus flac alac mp2 pcm_s16le pcm_s24le pcm_s32le"
                        + " pcm_f32le";
        static final String TS_VIDEO = "libx264 libx265 mpeg2video mpeg4";
        static final String TS_AUDIO = "aac libmp3lame ac3 eac3 mp2 libopus";
        static final String AVI_AUDIO = "libmp3lame ac3 mp2 aac pcm_s16le";
    }

    private static final Map<String, String> SEGMENT_TYPES =
            Map.of("ts", "video/mp2t", "m4s", "video/iso.segment", "mp4", "video/mp4");
    private static final String FILE_NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N} ._()+,=@-]{0,127}";

    private final String muxer;
    private final List<String> names;
    private final List<String> extensions;
    private final String contentType;
    private final List<String> video;
    private final List<String> audio;

    Container(
            String muxer,
            String names,
            String extensions,
            String contentType,
            String video,
            String audio) {
        this.muxer = muxer;
        this.names = words(names);
        this.extensions = words(extensions);
        this.contentType = contentType;
        this.video = words(video);
        this.audio = words(audio);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /**
     * As {@code -f} names it.
     *
     * @throws Unfit unless it is one of these
     */
    static Container muxedAs(String name) {
        if (name.equals("m4v"))
            throw new Unfit("'m4v' is a raw stream; write mp4 and give the output a .m4v name");
        return named(name);
    }

    /**
     * As the structured form's {@code format.container} names it.
     *
     * @throws Unfit unless it is one of these
     */
    static Container named(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(c -> c.names.contains(wanted))
                .findFirst()
                .orElseThrow(() -> new Unfit("'%s' is not one of %s", Values.shown(name), known()));
    }

    private static String known() {
        return String.join(", ", Arrays.stream(values()).map(c -> c.names.getFirst()).toList());
    }

    /** The container that files of this name are. */
    public static Optional<Container> ofFile(String fileName) {
        return Arrays.stream(values()).filter(c -> c.fits(fileName)).findFirst();
    }

    /** FFmpeg's name of what writes it. */
    public String muxer() {
        return muxer;
    }

    /** Without the dot, such as {@code mp4}. */
    public String extension() {
        return extensions.getFirst();
    }

    /** The media type of the file that bears the output's name. */
    public String contentType() {
        return contentType;
    }

    /** The media type of any file an encode into this container leaves, segments included. */
    public String contentType(String fileName) {
        if (this != HLS || fits(fileName)) return contentType;
        return SEGMENT_TYPES.getOrDefault(extensionOf(fileName), "application/octet-stream");
    }

    /** Whether an encode leaves several files: a playlist and its segments. */
    public boolean isSegmented() {
        return this == HLS;
    }

    /** Whether it is for sound alone. */
    public boolean isAudioOnly() {
        return video.isEmpty();
    }

    boolean isMp4Like() {
        return this == MP4 || this == M4V || this == MOV || this == M4A;
    }

    boolean holds(Codec codec) {
        var held = codec.kind() == Codec.Kind.VIDEO ? video : audio;
        return codec.isCopy() ? !held.isEmpty() : held.contains(codec.encoder());
    }

    List<String> encoders(Codec.Kind kind) {
        return kind == Codec.Kind.VIDEO ? video : audio;
    }

    /** What {@code -c:s} may be; empty if it cannot hold subtitles. */
    Set<String> subtitles() {
        return switch (this) {
            case MP4, M4V, MOV -> Set.of("copy", "mov_text");
            case MKV -> Set.of("copy", "subrip", "srt", "ass", "webvtt");
            case WEBM -> Set.of("copy", "webvtt");
            case TS -> Set.of("copy");
            default -> Set.of();
        };
    }

    Optional<Codec> usualVideo() {
        return video.stream().findFirst().map(Codec::video);
    }

    Optional<Codec> usualAudio() {
        return audio.stream().findFirst().map(Codec::audio);
    }

    /** Whether a file of this name is one of these, by its extension. */
    boolean fits(String fileName) {
        return extensions.contains(extensionOf(fileName));
    }

    /**
     * @throws Unfit unless it is a plain file name, without any folder, with an extension
     */
    static void requireFileName(String name) {
        if (!name.matches(FILE_NAME) || extensionOf(name).isEmpty())
            throw new Unfit(
                    "'%s' must be a plain file name such as film.mp4: letters, digits, blanks and"
                            + " . _ - ( ) + , = @, no folder, at most 128 characters",
                    Values.shown(name));
    }

    private static String extensionOf(String fileName) {
        var dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    List<String> extensions() {
        return extensions;
    }
}
