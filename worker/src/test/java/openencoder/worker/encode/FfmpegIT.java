package openencoder.worker.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import openencoder.media.StreamKind;
import openencoder.output.FileFormat;
import openencoder.plan.EncodeTask;
import openencoder.plan.Promise;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;
import openencoder.worker.ffmpeg.Tick;
import openencoder.worker.sandbox.Leftover;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The real FFmpeg on sources of every sort. */
@Timeout(60)
class FfmpegIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));

    @TempDir static Path made;
    private static Clips clips;

    @TempDir Path folder;
    private final Ffmpeg ffmpeg = new Ffmpeg(Clips.tools(), TestSandbox.found(), LIMITS);
    private final List<Tick> ticks = new ArrayList<>();

    @BeforeAll
    static void prepare() {
        clips = new Clips(made);
    }

    @BeforeEach
    void createFolder() throws IOException {
        Files.createDirectory(folder.resolve("out"));
    }

    static Stream<Arguments> films() {
        return Stream.of(
                film("mp4", Clips::mp4, List.of(StreamKind.VIDEO, StreamKind.AUDIO), 100),
                film("mkv", Clips::mkv, List.of(StreamKind.VIDEO, StreamKind.AUDIO), 100),
                film("webm", Clips::webm, List.of(StreamKind.VIDEO, StreamKind.AUDIO), 100),
                film("mpeg-ts", Clips::mpegTs, List.of(StreamKind.VIDEO, StreamKind.AUDIO), 100),
                film("picture only", Clips::pictureOnly, List.of(StreamKind.VIDEO), 100),
                film("odd-sized", Clips::oddSized, List.of(StreamKind.VIDEO), 100),
                film("rotated", Clips::rotated, List.of(StreamKind.VIDEO, StreamKind.AUDIO), 100),
                film(
                        "variable frame rate",
                        Clips::variableFrameRate,
                        List.of(StreamKind.VIDEO),
                        100),
                film(
                        "longer sound",
                        Clips::soundGoesOn,
                        List.of(StreamKind.VIDEO, StreamKind.AUDIO),
                        100));
    }

    private static Arguments film(
            String name, Function<Clips, Path> clip, List<StreamKind> kinds, int frames) {
        return Arguments.of(name, clip, kinds, frames);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void a_film_is_encoded_whole(
            String name, Function<Clips, Path> clip, List<StreamKind> kinds, int frames)
            throws Exception {
        var source = probe(clip.apply(clips));

        var files = encode(source, kinds, "-vf", "scale=-2:120", "-c:v", "libx264", "-c:a", "aac");

        var film = files.getFirst();
        assertThat(film.probe().orElseThrow().streams())
                .extracting(Probe.Stream::kind)
                .containsExactlyElementsOf(kinds);
        assertThat(Clips.frames(film.file())).isCloseTo(frames, within(1L));
        assertThat(ticks).isNotEmpty();
        assertThat(ticks.getLast().outTime()).isPresent();
    }

    @Test
    void sound_alone_is_encoded() throws Exception {
        var files = encode(probe(clips.soundOnly()), List.of(StreamKind.AUDIO), "-c:a", "aac");

        assertThat(files.getFirst().probe().orElseThrow().has(StreamKind.AUDIO)).isTrue();
    }

    @Test
    void sound_whose_length_is_only_guessed_is_encoded() throws Exception {
        var source = probe(clips.mp3());

        assertThat(source.isEstimate()).isTrue();
        assertThat(encode(source, List.of(StreamKind.AUDIO), "-c:a", "aac")).hasSize(1);
    }

    @Test
    void a_rotated_film_says_so() throws Exception {
        assertThat(probe(clips.rotated()).first(StreamKind.VIDEO).orElseThrow().rotation())
                .isEqualTo(270);
    }

    @Test
    void only_the_picture_of_a_film_with_longer_sound_is_four_seconds() throws Exception {
        var source = probe(clips.soundGoesOn());

        var files = encode(source, List.of(StreamKind.VIDEO), "-an", "-c:v", "libx264");

        assertThat(files).hasSize(1);
    }

    static Stream<Arguments> noFilms() {
        return Stream.of(
                noFilm("text", Clips::text, "source.no_media", "no film or sound"),
                noFilm("playlist", Clips::disguisedPlaylist, "source.no_media", "no film"),
                noFilm("subtitles only", Clips::subtitlesOnly, "source.no_media", "neither"),
                noFilm(
                        "without its index",
                        Clips::withoutIndex,
                        "source.truncated",
                        "moov atom not found"));
    }

    private static Arguments noFilm(
            String name, Function<Clips, Path> clip, String code, String words) {
        return Arguments.of(name, clip, code, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noFilms")
    void what_is_no_film_is_refused_with_the_reason(
            String name, Function<Clips, Path> clip, String code, String words) {
        var path = clip.apply(clips);

        assertThatThrownBy(() -> probe(path))
                .isInstanceOf(EncodeFailure.class)
                .hasMessageContaining(code)
                .hasMessageContaining(words);
    }

    @Test
    void a_truncated_mp4_is_noticed_though_ffmpeg_ends_with_0() throws Exception {
        assertTruncated(clips.truncated());
    }

    @Test
    void a_truncated_mkv_is_noticed_though_ffmpeg_ends_with_0() throws Exception {
        assertTruncated(clips.truncatedMkv());
    }

    private void assertTruncated(Path clip) throws Exception {
        var source = probe(clip);

        assertThatThrownBy(
                        () ->
                                encode(
                                        source,
                                        List.of(StreamKind.VIDEO, StreamKind.AUDIO),
                                        "-c:v",
                                        "libx264",
                                        "-c:a",
                                        "aac"))
                .isInstanceOf(EncodeFailure.class)
                .hasMessageContaining("source.truncated")
                .hasMessageContaining("promises 4.0 s");
    }

    @Test
    void settings_that_do_not_fit_the_source_are_told_in_ffmpegs_words() throws Exception {
        var source = probe(clips.mp4());

        assertThatThrownBy(
                        () ->
                                encode(
                                        source,
                                        List.of(StreamKind.VIDEO),
                                        "-vf",
                                        "scale=101:99",
                                        "-c:v",
                                        "libx264"))
                .hasMessageContaining("settings.encode_failed")
                .hasMessageContaining("not divisible by 2");
    }

    @Test
    void a_stream_of_segments_is_whole() throws Exception {
        var source = probe(clips.mp4());
        var plan =
                plan(
                        source,
                        "film.m3u8",
                        List.of(StreamKind.VIDEO, StreamKind.AUDIO),
                        "-c:v",
                        "libx264",
                        "-g",
                        "25",
                        "-c:a",
                        "aac",
                        "-f",
                        "hls",
                        "-hls_time",
                        "1",
                        "-hls_playlist_type",
                        "vod",
                        "-hls_segment_filename",
                        "film%d.ts");

        var files = encode(plan, source);

        assertThat(files).hasSize(5);
        assertThat(files.getFirst().probe().orElseThrow().has(StreamKind.AUDIO)).isTrue();
    }

    private Probe probe(Path clip) throws Exception {
        Files.copy(clip, folder.resolve("src"));
        return ffmpeg.probe(folder.resolve("src"));
    }

    private List<MadeFile> encode(Probe source, List<StreamKind> kinds, String... settings)
            throws Exception {
        return encode(plan(source, "film.mp4", kinds, settings), source);
    }

    private List<MadeFile> encode(EncodeTask plan, Probe source) throws Exception {
        return ffmpeg.encode(
                new Encoder.Work(
                        plan,
                        source,
                        folder.resolve("out"),
                        folder.resolve(Leftover.FILE),
                        1 << 30),
                (_, tick) -> ticks.add(tick));
    }

    private static EncodeTask plan(
            Probe source, String main, List<StreamKind> kinds, String... settings) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-hide_banner", "-v", "warning", "-nostats"));
        arguments.addAll(List.of("-progress", "pipe:1", "-y", "-i", "file:../src"));
        arguments.addAll(List.of(settings));
        arguments.add("file:" + main);
        var promise = new Promise(kinds, source.lengthOf(kinds), true);
        var format = main.endsWith(".m3u8") ? FileFormat.HLS : FileFormat.MP4;
        return new EncodeTask(List.of(arguments), main, format, source.duration(), promise);
    }
}
