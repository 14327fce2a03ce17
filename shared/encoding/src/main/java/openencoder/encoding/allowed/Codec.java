package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.media.StreamKind;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The encoders that a preset may use: FFmpeg's own name, and the names people also use. */
public enum Codec implements Value {
    X264("libx264", "h264 x264 avc", StreamKind.VIDEO, "mp4", Passes.BY_BITRATE),
    X265("libx265", "hevc h265 x265", StreamKind.VIDEO, "mp4", Passes.BY_BITRATE),
    VP8("libvpx", "vp8", StreamKind.VIDEO, "webm", Passes.ANY),
    VP9("libvpx-vp9", "vp9", StreamKind.VIDEO, "webm", Passes.ANY),
    AOM_AV1("libaom-av1", "av1", StreamKind.VIDEO, "mp4", Passes.ANY),
    SVT_AV1("libsvtav1", "svtav1", StreamKind.VIDEO, "mp4", Passes.NONE),
    PRORES("prores_ks", "prores", StreamKind.VIDEO, "mov", Passes.NONE),
    DNXHD("dnxhd", "dnxhr", StreamKind.VIDEO, "mov", Passes.NONE),
    MPEG4("mpeg4", "xvid", StreamKind.VIDEO, "mp4", Passes.BY_BITRATE),
    MPEG2("mpeg2video", "mpeg2", StreamKind.VIDEO, "mpeg", Passes.BY_BITRATE),
    MJPEG("mjpeg", "", StreamKind.VIDEO, "mov", Passes.NONE),
    FFV1("ffv1", "", StreamKind.VIDEO, "matroska", Passes.NONE),
    GIF("gif", "", StreamKind.VIDEO, "gif", Passes.NONE),
    COPY_VIDEO("copy", "", StreamKind.VIDEO, "mp4", Passes.NONE),

    AAC("aac", "", StreamKind.AUDIO, "m4a", Passes.NONE),
    MP3("libmp3lame", "mp3 lame", StreamKind.AUDIO, "mp3", Passes.NONE),
    OPUS("libopus", "opus", StreamKind.AUDIO, "opus", Passes.NONE),
    AC3("ac3", "", StreamKind.AUDIO, "mp4", Passes.NONE),
    EAC3("eac3", "", StreamKind.AUDIO, "mp4", Passes.NONE),
    MP2("mp2", "", StreamKind.AUDIO, "mpegts", Passes.NONE),
    FLAC("flac", "", StreamKind.AUDIO, "flac", Passes.NONE),
    ALAC("alac", "", StreamKind.AUDIO, "m4a", Passes.NONE),
    PCM16("pcm_s16le", "pcm", StreamKind.AUDIO, "wav", Passes.NONE),
    PCM24("pcm_s24le", "", StreamKind.AUDIO, "wav", Passes.NONE),
    PCM32("pcm_s32le", "", StreamKind.AUDIO, "wav", Passes.NONE),
    PCM_FLOAT("pcm_f32le", "", StreamKind.AUDIO, "wav", Passes.NONE),
    COPY_AUDIO("copy", "", StreamKind.AUDIO, "m4a", Passes.NONE);

    /** Whether it can look at the film once before encoding it. */
    public enum Passes {
        NONE,
        ANY,
        /** Only towards a bit rate: a constant quality needs no first look and is refused. */
        BY_BITRATE
    }

    private static final Reasons WHY_NOT =
            new Reasons()
                    .why("Vorbis is not built in; use libopus", "libvorbis vorbis")
                    .why("is not free to distribute; use aac", "libfdk_aac")
                    .why("DTS is experimental in FFmpeg; use ac3 or eac3", "dca dts")
                    .why("Theora is not built in; use libvpx-vp9", "libtheora theora")
                    .why("players cannot show it; use libx264", "libx264rgb");

    private final String encoder;
    private final List<String> alsoCalled;
    private final StreamKind kind;
    private final String home;
    private final Passes passes;

    Codec(String encoder, String alsoCalled, StreamKind kind, String home, Passes passes) {
        this.encoder = encoder;
        this.alsoCalled = List.of(alsoCalled.split(" "));
        this.kind = kind;
        this.home = home;
        this.passes = passes;
    }

    /**
     * @throws Unsupported unless it is a video encoder of this table
     */
    public static Codec video(String name) {
        return named(name, StreamKind.VIDEO);
    }

    /**
     * @throws Unsupported unless it is an audio encoder of this table
     */
    public static Codec audio(String name) {
        return named(name, StreamKind.AUDIO);
    }

    /** Takes streams of this kind, video or audio, as they are. */
    public static Codec copy(StreamKind kind) {
        return kind == StreamKind.VIDEO ? COPY_VIDEO : COPY_AUDIO;
    }

    private static Codec named(String name, StreamKind kind) {
        return find(c -> c.kind == kind && c.encoder.equals(name))
                .or(() -> find(c -> c.kind == kind && c.alsoCalled.contains(name)))
                .orElseThrow(() -> unknown(name, kind));
    }

    private static Optional<Codec> find(Predicate<Codec> wanted) {
        return Arrays.stream(values()).filter(wanted).findFirst();
    }

    private static Unsupported unknown(String name, StreamKind kind) {
        if (name.matches(".*_(nvenc|qsv|vaapi|videotoolbox|amf|v4l2m2m|vulkan|mf)"))
            return new Unsupported(
                    "'%s' needs a device that workers do not have", Unsupported.shown(name));
        if (WHY_NOT.has(name)) return new Unsupported("'%s': %s", name, WHY_NOT.of(name, ""));
        var known = Arrays.stream(values()).filter(c -> c.kind == kind).map(c -> c.encoder);
        return new Unsupported(
                "'%s' is not one of %s",
                Unsupported.shown(name), String.join(", ", known.toList()));
    }

    @Override
    public String text() {
        return encoder;
    }

    /** FFmpeg's name of the encoder, or {@code copy}. */
    public String encoder() {
        return encoder;
    }

    public StreamKind kind() {
        return kind;
    }

    /** The container people expect it in when they name none. */
    public Container home() {
        return Container.muxedAs(home);
    }

    public Passes passes() {
        return passes;
    }

    public boolean isCopy() {
        return this == COPY_VIDEO || this == COPY_AUDIO;
    }

    /** Whether it refuses pictures of 641x361 in the usual pixel formats. */
    public boolean needsEvenSides() {
        return switch (this) {
            case X264, X265, SVT_AV1, PRORES, DNXHD -> true;
            default -> false;
        };
    }
}
