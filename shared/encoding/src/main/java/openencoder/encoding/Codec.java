package openencoder.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The encoders that a preset may use: FFmpeg's own name, and the names people also use. */
enum Codec {
    X264("libx264", "h264 x264 avc", Kind.VIDEO, "mp4", Passes.BY_BITRATE),
    X265("libx265", "hevc h265 x265", Kind.VIDEO, "mp4", Passes.BY_BITRATE),
    VP8("libvpx", "vp8", Kind.VIDEO, "webm", Passes.ANY),
    VP9("libvpx-vp9", "vp9", Kind.VIDEO, "webm", Passes.ANY),
    AOM_AV1("libaom-av1", "av1", Kind.VIDEO, "mp4", Passes.ANY),
    SVT_AV1("libsvtav1", "svtav1", Kind.VIDEO, "mp4", Passes.NONE),
    PRORES("prores_ks", "prores", Kind.VIDEO, "mov", Passes.NONE),
    DNXHD("dnxhd", "dnxhr", Kind.VIDEO, "mov", Passes.NONE),
    MPEG4("mpeg4", "xvid", Kind.VIDEO, "mp4", Passes.BY_BITRATE),
    MPEG2("mpeg2video", "mpeg2", Kind.VIDEO, "mpeg", Passes.BY_BITRATE),
    MJPEG("mjpeg", "", Kind.VIDEO, "mov", Passes.NONE),
    FFV1("ffv1", "", Kind.VIDEO, "matroska", Passes.NONE),
    GIF("gif", "", Kind.VIDEO, "gif", Passes.NONE),
    COPY_VIDEO("copy", "", Kind.VIDEO, "mp4", Passes.NONE),

    AAC("aac", "", Kind.AUDIO, "m4a", Passes.NONE),
    MP3("libmp3lame", "mp3 lame", Kind.AUDIO, "mp3", Passes.NONE),
    OPUS("libopus", "opus", Kind.AUDIO, "opus", Passes.NONE),
    AC3("ac3", "", Kind.AUDIO, "mp4", Passes.NONE),
    EAC3("eac3", "", Kind.AUDIO, "mp4", Passes.NONE),
    MP2("mp2", "", Kind.AUDIO, "mpegts", Passes.NONE),
    FLAC("flac", "", Kind.AUDIO, "flac", Passes.NONE),
    ALAC("alac", "", Kind.AUDIO, "m4a", Passes.NONE),
    PCM16("pcm_s16le", "pcm", Kind.AUDIO, "wav", Passes.NONE),
    PCM24("pcm_s24le", "", Kind.AUDIO, "wav", Passes.NONE),
    PCM32("pcm_s32le", "", Kind.AUDIO, "wav", Passes.NONE),
    PCM_FLOAT("pcm_f32le", "", Kind.AUDIO, "wav", Passes.NONE),
    COPY_AUDIO("copy", "", Kind.AUDIO, "m4a", Passes.NONE);

    /** What it encodes. */
    enum Kind {
        VIDEO,
        AUDIO
    }

    /** Whether it can look at the film once before encoding it. */
    enum Passes {
        NONE,
        ANY,
        /** Only towards a bit rate: a constant quality needs no first look and is refused. */
        BY_BITRATE
    }

    private static final Map<String, String> WHY_NOT =
            Map.ofEntries(
                    Map.entry("libvorbis", "Vorbis is not built in; use libopus"),
                    Map.entry("vorbis", "Vorbis is not built in; use libopus"),
                    Map.entry("libfdk_aac", "is not free to distribute; use aac"),
                    Map.entry("dca", "DTS is experimental in FFmpeg; use ac3 or eac3"),
                    Map.entry("dts", "DTS is experimental in FFmpeg; use ac3 or eac3"),
                    Map.entry("libtheora", "Theora is not built in; use libvpx-vp9"),
                    Map.entry("theora", "Theora is not built in; use libvpx-vp9"),
                    Map.entry("libx264rgb", "players cannot show it; use libx264"));

    private final String encoder;
    private final List<String> alsoCalled;
    private final Kind kind;
    private final String home;
    private final Passes passes;

    Codec(String encoder, String alsoCalled, Kind kind, String home, Passes passes) {
        this.encoder = encoder;
        this.alsoCalled = List.of(alsoCalled.split(" "));
        this.kind = kind;
        this.home = home;
        this.passes = passes;
    }

    /**
     * @throws Unfit unless it is a video encoder of this table
     */
    static Codec video(String name) {
        return named(name, Kind.VIDEO);
    }

    /**
     * @throws Unfit unless it is an audio encoder of this table
     */
    static Codec audio(String name) {
        return named(name, Kind.AUDIO);
    }

    private static Codec named(String name, Kind kind) {
        return find(c -> c.kind == kind && c.encoder.equals(name))
                .or(() -> find(c -> c.kind == kind && c.alsoCalled.contains(name)))
                .orElseThrow(() -> unknown(name, kind));
    }

    private static Optional<Codec> find(Predicate<Codec> wanted) {
        return Arrays.stream(values()).filter(wanted).findFirst();
    }

    private static Unfit unknown(String name, Kind kind) {
        if (name.matches(".*_(nvenc|qsv|vaapi|videotoolbox|amf|v4l2m2m|vulkan|mf)"))
            return new Unfit("'%s' needs a device that workers do not have", Values.shown(name));
        if (WHY_NOT.containsKey(name)) return new Unfit("'%s': %s", name, WHY_NOT.get(name));
        var known = Arrays.stream(values()).filter(c -> c.kind == kind).map(c -> c.encoder);
        return new Unfit(
                "'%s' is not one of %s", Values.shown(name), String.join(", ", known.toList()));
    }

    /** FFmpeg's name of the encoder, or {@code copy}. */
    String encoder() {
        return encoder;
    }

    Kind kind() {
        return kind;
    }

    /** The container people expect it in when they name none. */
    Container home() {
        return Container.muxedAs(home);
    }

    Passes passes() {
        return passes;
    }

    boolean isCopy() {
        return this == COPY_VIDEO || this == COPY_AUDIO;
    }

    /** Whether it refuses pictures of 641x361 in the usual pixel formats. */
    boolean needsEvenSides() {
        return switch (this) {
            case X264, X265, SVT_AV1, PRORES, DNXHD -> true;
            default -> false;
        };
    }
}
