package openencoder.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.media.StreamKind;
import openencoder.output.FileFormat;
import openencoder.plan.EncodeTask;
import openencoder.plan.Promise;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.FfmpegProcess.Ended;
import openencoder.worker.source.Probe;
import openencoder.worker.source.Probe.Stream;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class VerificationTest {
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Probe SOURCE = probe(TEN, video(TEN), audio(TEN));

    @TempDir Path folder;

    @Test
    void a_film_with_all_streams_at_full_length_is_sound() throws Exception {
        write("film.mp4", "film");

        var made = check(film(TEN), SOURCE, TEN);

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().probe()).contains(SOURCE);
    }

    @Test
    void a_missing_file_is_refused() {
        assertRefused(film(TEN), SOURCE, TEN, "output.invalid").hasMessageContaining("film.mp4");
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        write("film.mp4", "");

        assertRefused(film(TEN), SOURCE, TEN, "output.invalid").hasMessageContaining("empty");
    }

    @Test
    void a_stream_that_is_gone_is_noticed() throws Exception {
        write("film.mp4", "film");

        assertRefused(film(TEN), probe(TEN, video(TEN)), TEN, "output.invalid")
                .hasMessageContaining("audio");
    }

    @Test
    void a_stream_without_packets_is_noticed() throws Exception {
        write("film.mp4", "film");
        var hollow =
                new Stream(
                        StreamKind.VIDEO,
                        "h264",
                        4,
                        4,
                        25,
                        0,
                        0,
                        0,
                        Optional.of(TEN),
                        Optional.of(0L));

        assertRefused(film(TEN), probe(TEN, hollow, audio(TEN)), TEN, "output.invalid")
                .hasMessageContaining("video");
    }

    @Test
    void a_source_that_promised_more_is_truncated() throws Exception {
        write("film.mp4", "film");
        var six = Duration.ofSeconds(6);

        assertRefused(film(TEN), probe(six, video(six), audio(six)), six, "source.truncated")
                .hasMessageContaining("10.0 s")
                .hasMessageContaining("6.0 s");
    }

    @Test
    void whole_sound_does_not_hide_a_picture_that_breaks_off() throws Exception {
        write("film.mp4", "film");
        var broken = probe(TEN, video(Duration.ofSeconds(6)), audio(TEN));

        assertRefused(film(TEN), broken, TEN, "source.truncated");
    }

    @Test
    void half_a_second_more_or_less_is_nothing() throws Exception {
        write("film.mp4", "film");
        var almost = Duration.ofMillis(9_550);

        assertThat(check(film(TEN), probe(almost, video(almost), audio(almost)), almost))
                .isNotEmpty();
    }

    @Test
    void a_file_that_holds_less_than_ffmpeg_wrote_is_refused() throws Exception {
        write("film.mp4", "film");
        var six = Duration.ofSeconds(6);

        assertRefused(unknownLength(), probe(six, video(six), audio(six)), TEN, "output.invalid");
    }

    @Test
    void without_a_promise_any_length_will_do() throws Exception {
        write("film.mp4", "film");

        assertThat(check(unknownLength(), SOURCE, TEN)).isNotEmpty();
    }

    @Test
    void a_file_that_is_far_too_long_is_refused() throws Exception {
        write("film.mp4", "film");
        var twenty = Duration.ofSeconds(20);

        assertRefused(film(TEN), probe(twenty, video(twenty), audio(twenty)), TEN, "output.invalid")
                .hasMessageContaining("too long");
    }

    @Test
    void a_whole_playlist_brings_all_its_segments() throws Exception {
        write("film.m3u8", playlist("#EXT-X-ENDLIST"));
        write("0.ts", "a");
        write("1.ts", "b");

        assertThat(check(playlist(), SOURCE, TEN))
                .extracting(MadeFile::path)
                .containsExactly("film.m3u8", "0.ts", "1.ts");
    }

    @Test
    void a_playlist_with_an_empty_segment_is_refused() throws Exception {
        write("film.m3u8", playlist("#EXT-X-ENDLIST"));
        write("0.ts", "a");
        write("1.ts", "");

        assertRefused(playlist(), SOURCE, TEN, "output.invalid").hasMessageContaining("1.ts");
    }

    @Test
    void a_playlist_without_an_end_is_refused() throws Exception {
        write("film.m3u8", playlist(""));
        write("0.ts", "a");
        write("1.ts", "b");

        assertRefused(playlist(), SOURCE, TEN, "output.invalid").hasMessageContaining("no end");
    }

    @Test
    void a_playlist_cannot_name_files_elsewhere() throws Exception {
        write("film.m3u8", "#EXTM3U\n#EXTINF:10.0,\n../../secret\n#EXT-X-ENDLIST\n");

        assertRefused(playlist(), SOURCE, TEN, "output.invalid").hasMessageContaining("secret");
    }

    private AbstractThrowableAssert<?, ?> assertRefused(
            EncodeTask plan, Probe made, Duration told, String code) {
        return assertThatThrownBy(() -> check(plan, made, told))
                .isInstanceOfSatisfying(
                        EncodeFailure.class,
                        failure -> assertThat(failure.error().code()).isEqualTo(code));
    }

    @Test
    void a_damaged_source_may_lose_no_more_than_a_frame_or_two_percent_of_its_length()
            throws Exception {
        write("film.mp4", "film");
        var made = probe(Duration.ofMillis(9_750), video(TEN), audio(TEN));

        assertThat(check(film(TEN), made, Duration.ofMillis(9_750))).hasSize(1);
        assertThatThrownBy(() -> check(film(TEN), made, told(9_750, 9, COMPLAINT)))
                .hasMessageContaining("source.truncated");
    }

    @Test
    void a_source_that_breaks_off_is_truncated_though_two_percent_are_more() throws Exception {
        write("film.mp4", "film");
        var length = Duration.ofSeconds(100);
        var made = probe(Duration.ofMillis(98_500), video(length), audio(length));

        assertThat(check(film(length), made, told(98_500, 9, COMPLAINT))).hasSize(1);
        assertThatThrownBy(() -> check(film(length), made, told(98_500, 9, "partial file")))
                .hasMessageContaining("source.truncated");
    }

    @Test
    void frames_that_a_damaged_source_lost_are_counted() throws Exception {
        write("film.mp4", "film");
        var plan =
                plan("film.mp4", FileFormat.MP4, new Promise(BOTH, Optional.of(TEN), true, true));

        assertThat(check(plan, withFrames(246), told(10_000, 246, COMPLAINT))).hasSize(1);
        assertThat(check(plan, withFrames(240), told(10_000, 240, ""))).hasSize(1);
        assertThat(check(film(TEN), withFrames(240), told(10_000, 240, COMPLAINT))).hasSize(1);
        assertThatThrownBy(() -> check(plan, withFrames(240), told(10_000, 240, COMPLAINT)))
                .hasMessageContaining("source.damaged")
                .hasMessageContaining("10 of about 250 frames")
                .hasMessageContaining("concealing 12 errors");
    }

    @Test
    void frames_that_ffmpeg_encoded_and_the_file_lacks_make_it_unusable() throws Exception {
        write("film.mp4", "film");

        assertThatThrownBy(() -> check(film(TEN), withFrames(200), told(10_000, 250, "")))
                .hasMessageContaining("output.invalid")
                .hasMessageContaining("50 of its 250 frames");
    }

    private static final String COMPLAINT = "[h264 @ 0x1] [error] concealing 12 errors\n";

    private static Ended told(int millis, long frames, String stderr) {
        return new Ended(Optional.of(Duration.ofMillis(millis)), Optional.of(frames), stderr);
    }

    private static Probe withFrames(long frames) {
        var video =
                new Stream(
                        StreamKind.VIDEO,
                        "h264",
                        640,
                        360,
                        25,
                        0,
                        0,
                        0,
                        Optional.of(TEN),
                        Optional.of(frames));
        return probe(TEN, video, audio(TEN));
    }

    private List<MadeFile> check(EncodeTask plan, Probe made, Ended ended)
            throws InterruptedException {
        return new Verification(_ -> made).check(plan, source(plan), folder, ended);
    }

    /** A source as long as was promised. */
    private static Probe source(EncodeTask plan) {
        var length = plan.promise().length().orElse(TEN);
        return probe(length, video(length), audio(length));
    }

    private List<MadeFile> check(EncodeTask plan, Probe made, Duration told)
            throws InterruptedException {
        return new Verification(_ -> made)
                .check(plan, SOURCE, folder, new Ended(Optional.of(told), ""));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String playlist(String end) {
        return "#EXTM3U\n#EXTINF:6.0,\n0.ts\n#EXTINF:4.0,\n1.ts\n" + end + "\n";
    }

    private static EncodeTask film(Duration length) {
        return plan("film.mp4", FileFormat.MP4, new Promise(BOTH, Optional.of(length), true));
    }

    private static EncodeTask unknownLength() {
        return plan("film.mp4", FileFormat.MP4, new Promise(BOTH, Optional.empty(), false));
    }

    private static EncodeTask playlist() {
        return plan("film.m3u8", FileFormat.HLS, new Promise(BOTH, Optional.of(TEN), true));
    }

    private static EncodeTask plan(String main, FileFormat format, Promise promise) {
        return new EncodeTask(List.of(), main, format, promise.length(), promise);
    }

    private static final List<StreamKind> BOTH = List.of(StreamKind.VIDEO, StreamKind.AUDIO);

    private static Probe probe(Duration length, Stream... streams) {
        return new Probe("mp4", Optional.of(length), false, Arrays.asList(streams));
    }

    private static Stream video(Duration length) {
        return new Stream(
                StreamKind.VIDEO,
                "h264",
                640,
                360,
                25,
                0,
                0,
                0,
                Optional.of(length),
                Optional.of(9L));
    }

    private static Stream audio(Duration length) {
        return new Stream(
                StreamKind.AUDIO,
                "aac",
                0,
                0,
                0,
                0,
                2,
                48000,
                Optional.of(length),
                Optional.of(9L));
    }
}
