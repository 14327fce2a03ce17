package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.output.Output;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.encode.PresetPlanner;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** From message to film: presets, the real FFmpeg, and everything around it in memory. */
@Timeout(60)
class EncodeIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));
    private static final String H264 =
            """
            {"raw": ["-vf scale=-2:120", "-c:v libx264", "-preset ultrafast", "-c:a aac"]}
            """;

    @TempDir static Path made;
    private static Clips clips;

    @TempDir Path folder;
    private WorkerFixture world;

    @BeforeAll
    static void prepare() {
        clips = new Clips(made);
    }

    @BeforeEach
    void begin() {
        world = new WorkerFixture(folder);
        world.planner = new PresetPlanner(0);
    }

    @Test
    void a_preset_makes_a_film_under_its_own_name() throws Exception {
        var job = encode(clips.mp4(), H264, "web.mp4", "s3:///out/");

        var output = outputs(job).getFirst();
        assertThat(output.key()).isEqualTo(new ObjectKey("destination", "out/web.mp4"));
        assertThat(output.video().orElseThrow()).isEqualTo(new Output.Video("h264", 214, 120));
        assertThat(output.audio()).contains("aac");
        assertThat(output.duration().orElseThrow())
                .isBetween(Duration.ofMillis(3_960), Duration.ofMillis(4_100));
        assertThat(frames(output)).isEqualTo(100);
        assertThat(world.staged()).isEmpty();
    }

    @Test
    void a_destination_without_a_slash_is_the_films_own_key() throws Exception {
        var job = encode(clips.mkv(), H264, "web.mp4", "s3:///here/my film.mp4");

        assertThat(outputs(job).getFirst().key().key()).isEqualTo("here/my film.mp4");
    }

    @Test
    void two_passes_make_one_film() throws Exception {
        var twoPass =
                """
                {"format": {"container": "webm"},
                 "video": {"codec": "libvpx-vp9", "pass": "2", "bitrate": "200k", "codec_options": "cpu-used=5"},
                 "audio": {"codec": "libopus"}}
                """;

        var job = encode(clips.webm(), twoPass, "small.webm", "s3:///out/");

        assertThat(outputs(job).getFirst().video().orElseThrow().codec()).isEqualTo("vp9");
        assertThat(frames(outputs(job).getFirst())).isCloseTo(100, within(1L));
    }

    @Test
    void a_clip_is_as_long_as_the_preset_says() throws Exception {
        var clip =
                """
                {"format": {"container": "mp4", "startTime": "00:00:01", "stopTime": "00:00:03"},
                 "video": {"codec": "libx264"}, "audio": {"codec": "aac"}}
                """;

        var job = encode(clips.mp4(), clip, "clip.mp4", "s3:///out/");

        assertThat(outputs(job).getFirst().duration().orElseThrow().toMillis())
                .isCloseTo(2_000L, within(150L));
    }

    @Test
    void segments_are_published_beside_their_playlist_and_named_after_it() throws Exception {
        var hls =
                """
                {"raw": ["-c:v libx264", "-preset ultrafast", "-g 25", "-c:a aac", "-f hls",
                         "-hls_time 1"]}
                """;

        var job = encode(clips.mp4(), hls, "stream.m3u8", "s3:///out/my film.m3u8");

        var keys = outputs(job).stream().map(output -> output.key().key()).toList();
        assertThat(keys.getFirst()).isEqualTo("out/my film.m3u8");
        assertThat(keys).hasSize(5).contains("out/my film_00001.ts", "out/my film_00004.ts");
        var playlist = new String(world.store.bytes(outputs(job).getFirst().key()).orElseThrow());
        assertThat(playlist).contains("\nmy%20film_00001.ts\n");
    }

    @Test
    void a_destination_s_extension_chooses_the_kind_of_file_where_the_preset_leaves_it_open()
            throws Exception {
        var job = encode(clips.mp4(), H264, "web.mp4", "s3:///out/film.mov");

        var film = outputs(job).getFirst();
        assertThat(film.key().key()).isEqualTo("out/film.mov");
        assertThat(film.contentType()).isEqualTo("video/quicktime");
        var bytes = world.store.bytes(film.key()).orElseThrow();
        assertThat(new String(bytes, 8, 4, StandardCharsets.US_ASCII)).isEqualTo("qt  ");
    }

    @Test
    void two_films_in_one_folder_keep_their_own_segments() throws Exception {
        var hls = "{\"raw\": [\"-c:v libx264\", \"-preset ultrafast\", \"-g 25\", \"-f hls\"]}";
        var first = encode(clips.mp4(), hls, "stream.m3u8", "s3:///out/映画.m3u8");
        var second = encode(clips.mp4(), hls, "stream.m3u8", "s3:///out/фильм.m3u8");

        assertThat(outputs(first).get(1).key().key()).isEqualTo("out/映画_00001.ts");
        assertThat(outputs(second).get(1).key().key()).isEqualTo("out/фильм_00001.ts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "film", "my film", "100%", "50%25 off", "Amélie", "映画 🎬", "a#b?c&d=e+f",
                        "it's \"q\"",
                "%05d", "a:b", "-i", "x;y,z", "$HOME `id`", "#EXTINF", "../not", "[0]{1}"
            })
    void a_player_finds_every_segment_whatever_the_film_is_called(String name) throws Exception {
        var hls =
                """
                {"raw": ["-c:v libx264", "-preset ultrafast", "-g 25", "-c:a aac", "-f hls",
                         "-hls_time 1", "-hls_segment_type fmp4"]}
                """;
        var dest = "s3:///out/" + name.replace("../", "") + ".m3u8";

        var job = encode(clips.mp4(), hls, "stream.m3u8", dest);

        assertThat(outputs(job)).hasSize(6);
        try (var published = PublishedFolder.of(world.store, "destination")) {
            var film = published.uri(outputs(job).getFirst().key());
            assertThat(Clips.framesAt(film)).isEqualTo(100);
        }
    }

    @Test
    void sound_alone_with_a_preset_for_films_is_refused_with_the_reason() throws Exception {
        var job = encode(clips.soundOnly(), H264, "web.mp4", "s3:///out/");

        assertThat(error(job).code()).isEqualTo("settings.no_video");
    }

    @Test
    void sound_alone_with_a_preset_for_sound_is_encoded() throws Exception {
        var sound = "{\"raw\": [\"-vn\", \"-c:a aac\"]}";

        var job = encode(clips.soundOnly(), sound, "sound.m4a", "s3:///out/");

        assertThat(outputs(job).getFirst().video()).isEmpty();
        assertThat(outputs(job).getFirst().audio()).contains("aac");
    }

    @Test
    void odd_sized_films_are_encoded() throws Exception {
        var asIs = "{\"raw\": [\"-c:v libx264\", \"-preset ultrafast\", \"-pix_fmt yuv420p\"]}";

        assertThat(outputs(encode(clips.oddSized(), asIs, "web.mp4", "s3:///out/"))).hasSize(1);
    }

    @Test
    void a_truncated_film_is_an_error_of_the_source_with_ffmpegs_words() throws Exception {
        var job = encode(clips.truncated(), H264, "web.mp4", "s3:///out/");

        assertThat(error(job).code()).isEqualTo("source.truncated");
        assertThat(error(job).message()).contains("promises 4.0 s").contains("partial file");
        assertThat(error(job).logTail()).isNotBlank();
        assertThat(world.store.bytes(new ObjectKey("destination", "out/web.mp4"))).isEmpty();
    }

    @Test
    void a_film_of_36_million_pixels_is_taken_though_decoders_round_them_up() throws Exception {
        var gif = Files.write(folder.resolve("large.gif"), gif(6_000));

        var job = encode(gif, H264, "web.mp4", "s3:///out/");

        assertThat(outputs(job).getFirst().video().orElseThrow())
                .isEqualTo(new Output.Video("h264", 120, 120));
    }

    /** Twenty frames of one pixel each, on a square of this side. */
    private static byte[] gif(int side) {
        var out = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        out.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) side).putShort((short) side);
        out.put(HexFormat.of().parseHex("800000000000ffffff"));
        for (var frame = 0; frame < 20; frame++)
            out.put(HexFormat.of().parseHex("21f90400040000002c0000000001000100000202440100"));
        out.put((byte) 0x3b);
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void a_text_is_no_film() throws Exception {
        var job = encode(clips.text(), H264, "web.mp4", "s3:///out/");

        assertThat(error(job).code()).isEqualTo("source.no_media");
        assertThat(error(job).kind()).isEqualTo(JobError.Kind.SOURCE);
    }

    private Job encode(Path clip, String preset, String output, String dest) throws IOException {
        world.store.put(WorkerFixture.SOURCE, Files.readAllBytes(clip));
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", preset, output),
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", dest),
                        new UserId(1));
        var id = world.rows.add(asked, world.clock.instant()).id();
        world.messages.send(id);

        world.worker("w1", new Ffmpeg(Clips.tools(), TestSandbox.found(), LIMITS)).runOnce();

        assertThat(folder.resolve("w1")).isEmptyDirectory();
        return world.job(id);
    }

    private List<Output> outputs(Job job) {
        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.COMPLETED);
        return world.outputs(job);
    }

    private static JobError error(Job job) {
        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        return ((JobState.Failed) job.state()).error();
    }

    private long frames(Output output) throws IOException {
        var film = folder.resolve("film");
        Files.write(film, world.store.bytes(output.key()).orElseThrow());
        return Clips.frames(film);
    }
}
