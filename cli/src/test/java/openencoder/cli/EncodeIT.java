package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The main job as a newcomer does it. */
class EncodeIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir Path folder;

    @Test
    void encode_without_a_film_makes_one_and_leaves_nothing_but_the_result() throws Exception {
        try (var encode = Launched.in(folder, "encode", "--preset", "h264_baseline_360p_600")) {
            assertThat(encode.awaitExit(LIMIT)).as(encode.output()).isZero();
            assertThat(encode.output())
                    .contains("out/h264_baseline_360p_600.mp4  h264 640x360 + aac")
                    .contains("10.0 s");
        }
        assertThat(folder.resolve("out/h264_baseline_360p_600.mp4")).isNotEmptyFile();
        assertThat(folder.resolve(".openencoder")).doesNotExist();
    }

    @Test
    void a_file_that_is_no_film_fails_with_ffmpegs_own_words() throws Exception {
        Files.writeString(folder.resolve("poem.mp4"), "The fog comes on little cat feet.\n");
        try (var encode = Launched.in(folder, "encode", "poem.mp4")) {
            assertThat(encode.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(encode.output())
                    .contains("The film was not encoded: ")
                    .contains("Invalid data found when processing input")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void an_unknown_preset_fails_at_once_and_names_those_there_are() throws Exception {
        try (var encode = Launched.in(folder, "encode", "--preset", "nope")) {
            assertThat(encode.awaitExit(LIMIT)).isEqualTo(2);
            assertThat(encode.output())
                    .contains("there is no 'nope'. There are: h264_baseline_360p_600,")
                    .doesNotContain("Starting Open Encoder");
        }
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
