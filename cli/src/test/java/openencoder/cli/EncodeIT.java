package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The main job as a newcomer does it. */
class EncodeIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir Path folder;

    @Test
    void encode_without_a_film_makes_one_and_leaves_nothing_but_the_result() throws Exception {
        try (var encode = Launched.in(folder, "encode", "--preset", "h264_baseline_360p_600")) {
            assertThat(encode.awaitExit(LIMIT)).as(encode.output()).isZero();
            assertThat(encode.output())
                    .contains("out/sample.mp4  h264 640x360 + aac")
                    .contains("10.0 s");
        }
        assertThat(folder.resolve("out/sample.mp4")).isNotEmptyFile();
        assertThat(folder.resolve(".openencoder")).doesNotExist();
    }

    @Test
    void a_file_that_is_no_film_fails_with_ffmpegs_own_words() throws Exception {
        Files.writeString(folder.resolve("poem.mp4"), "The fog comes on little cat feet.\n");
        try (var encode = Launched.in(folder, "encode", "poem.mp4")) {
            assertThat(encode.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(encode.output())
                    .contains("Invalid data found when processing input")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void several_films_each_get_a_file_and_a_second_run_makes_what_is_missing() throws Exception {
        var films = Files.createDirectories(folder.resolve("films/Käse & Söhne"));
        Files.move(Film.make(folder, 2), films.resolve("clip.mp4"));
        Files.move(Film.make(folder, 1), folder.resolve("films/short.mov"));
        Files.writeString(folder.resolve("films/broken.mp4"), "The fog comes.");
        Files.writeString(folder.resolve("films/notes.txt"), "no film");
        String[] command = {"encode", "films", "--preset", "h264_baseline_360p_600"};
        try (var first = Launched.in(folder, command)) {
            assertThat(first.awaitExit(LIMIT)).as(first.output()).isEqualTo(1);
            assertThat(first.output())
                    .contains("Left out, no film: films/notes.txt")
                    .contains("made    out/Käse & Söhne/clip.mp4  h264 320x180 + aac")
                    .contains("made    out/short.mp4")
                    .contains("failed  broken: ")
                    .contains("2 made, 1 failed, 0 kept in ")
                    .doesNotContain("_aws");
        }
        assertThat(folder.resolve("out/broken.mp4")).doesNotExist();
        Files.delete(folder.resolve("films/broken.mp4"));
        var before = Files.getLastModifiedTime(folder.resolve("out/short.mp4"));
        Files.delete(folder.resolve("out/Käse & Söhne/clip.mp4"));
        try (var second = Launched.in(folder, command)) {
            assertThat(second.awaitExit(LIMIT)).as(second.output()).isZero();
            assertThat(second.output()).contains("1 made, 0 failed, 1 kept in ");
        }
        assertThat(folder.resolve("out/Käse & Söhne/clip.mp4")).isNotEmptyFile();
        assertThat(Files.getLastModifiedTime(folder.resolve("out/short.mp4"))).isEqualTo(before);
        try (var third = Launched.in(folder, command)) {
            assertThat(third.awaitExit(LIMIT)).as(third.output()).isZero();
            assertThat(third.output())
                    .contains("0 made, 0 failed, 2 kept in ")
                    .doesNotContain("Starting Open Encoder");
        }
    }

    @Test
    void a_worker_that_cannot_work_ends_the_command_with_its_words() throws Exception {
        try (var encode =
                Launched.in(
                        folder,
                        Map.of("FFMPEG_CACHE", "/proc/nowhere"),
                        "encode",
                        Film.make(folder, 1).toString())) {
            assertThat(encode.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(encode.output())
                    .contains("No worker can work here.")
                    .contains("/proc/nowhere")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve(".openencoder")).doesNotExist();
    }

    @Test
    void what_a_killed_run_left_is_gone_after_the_next() throws Exception {
        try (var killed = Launched.in(folder, "encode", "--preset", "webm_vp9_720p_3000")) {
            killed.awaitLine(line -> line.contains("%  encoding"), LIMIT);
            killed.kill();
        }
        assertThat(folder.resolve(".openencoder")).isNotEmptyDirectory();
        try (var next = Launched.in(folder, "encode", "--preset", "h264_baseline_360p_600")) {
            assertThat(next.awaitExit(LIMIT)).as(next.output()).isZero();
        }
        assertThat(folder.resolve(".openencoder")).doesNotExist();
    }

    @Test
    void being_told_to_stop_cancels_the_job_and_leaves_nothing() throws Exception {
        try (var encode = Launched.in(folder, "encode", "--preset", "webm_vp9_720p_3000")) {
            encode.awaitLine(line -> line.contains("%  encoding"), LIMIT);
            // Not INT, which a shell may have taught its background processes to ignore.
            encode.signal("TERM");
            assertThat(encode.awaitExit(Duration.ofSeconds(10))).isEqualTo(130);
            assertThat(encode.output()).endsWith("Cancelling");
        }
        assertThat(folder.resolve(".openencoder")).doesNotExist();
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
