package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.media.StreamKind;
import openencoder.output.FileFormat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which encoders' streams a kind of file takes; the first is used when the preset names none. */
public enum Container implements Value {
    MP4(FileFormat.MP4, Holds.MP4_VIDEO, Holds.MP4_AUDIO),
    M4V(FileFormat.M4V, Holds.MP4_VIDEO, Holds.MP4_AUDIO),
    MOV(FileFormat.MOV, Holds.MOV_VIDEO, Holds.MOV_AUDIO),
    MKV(FileFormat.MKV, Holds.ANY_VIDEO, Holds.ANY_AUDIO),
    WEBM(FileFormat.WEBM, "libvpx-vp9 libvpx libaom-av1 libsvtav1", "libopus"),
    TS(FileFormat.TS, Holds.TS_VIDEO, Holds.TS_AUDIO),
    MPG(FileFormat.MPG, "mpeg2video", "mp2 ac3 libmp3lame"),
    AVI(FileFormat.AVI, "libx264 mpeg4 mjpeg ffv1", Holds.AVI_AUDIO),
    FLV(FileFormat.FLV, "libx264", "aac libmp3lame"),
    GIF(FileFormat.GIF, "gif", ""),
    HLS(FileFormat.HLS, "libx264 libx265", "aac ac3 eac3 libmp3lame"),
    MP3(FileFormat.MP3, "", "libmp3lame"),
    M4A(FileFormat.M4A, "", "aac alac ac3"),
    AAC(FileFormat.AAC, "", "aac"),
    OGG(FileFormat.OGG, "", "libopus flac"),
    OPUS(FileFormat.OPUS, "", "libopus"),
    FLAC(FileFormat.FLAC, "", "flac"),
    WAV(FileFormat.WAV, "", "pcm_s16le pcm_s24le pcm_s32le pcm_f32le");

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

    private final FileFormat format;
    private final List<String> video;
    private final List<String> audio;

    Container(FileFormat format, String video, String audio) {
        this.format = format;
        this.video = words(video);
        this.audio = words(audio);
    }

    /** Whether frames come at even distances in it unless a preset says otherwise. */
    public boolean isEven() {
        return this == HLS || this == MPG;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /**
     * As {@code -f} names it.
     *
     * @throws Unsupported unless it is one of these
     */
    public static Container muxedAs(String name) {
        if (name.equals("m4v"))
            throw new Unsupported(
                    "'m4v' is a raw stream; write mp4 and give the output a .m4v name");
        return named(name);
    }

    /**
     * As the structured form's {@code format.container} names it.
     *
     * @throws Unsupported unless it is one of these
     */
    public static Container named(String name) {
        return FileFormat.named(name)
                .map(Container::of)
                .orElseThrow(
                        () ->
                                new Unsupported(
                                        "'%s' is not one of %s", Unsupported.shown(name), known()));
    }

    private static String known() {
        return String.join(
                ", ", Arrays.stream(values()).map(c -> c.format.names().getFirst()).toList());
    }

    public static Container of(FileFormat format) {
        return valueOf(format.name());
    }

    @Override
    public String text() {
        return muxer();
    }

    /** What its files are called. */
    public FileFormat format() {
        return format;
    }

    /** FFmpeg's name of what writes it. */
    public String muxer() {
        return format.muxer();
    }

    /** Whether it is for sound alone. */
    public boolean isAudioOnly() {
        return video.isEmpty();
    }

    public boolean isMp4Like() {
        return this == MP4 || this == M4V || this == MOV || this == M4A;
    }

    public boolean holds(Codec codec) {
        var held = codec.kind() == StreamKind.VIDEO ? video : audio;
        return codec.isCopy() ? !held.isEmpty() : held.contains(codec.encoder());
    }

    public List<String> encoders(StreamKind kind) {
        return kind == StreamKind.VIDEO ? video : audio;
    }

    /** What {@code -c:s} may be; empty if it cannot hold subtitles. */
    public Set<String> subtitles() {
        return switch (this) {
            case MP4, M4V, MOV -> Set.of("copy", "mov_text");
            case MKV -> Set.of("copy", "subrip", "srt", "ass", "webvtt");
            case WEBM -> Set.of("copy", "webvtt");
            case TS -> Set.of("copy");
            default -> Set.of();
        };
    }

    /** The encoder for streams of this kind when none is named; empty if it holds none. */
    public Optional<Codec> usual(StreamKind kind) {
        return encoders(kind).stream()
                .findFirst()
                .map(kind == StreamKind.VIDEO ? Codec::video : Codec::audio);
    }
}
