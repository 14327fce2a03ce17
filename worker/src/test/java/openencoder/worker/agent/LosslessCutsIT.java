package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Job;
import openencoder.job.JobStatus;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;

/** Parts of films that are copied, not encoded. */
@Timeout(60)
class LosslessCutsIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));

    @TempDir static Path made;
    private static Clips clips;

    @TempDir Path folder;

    @BeforeAll
    static void prepare() {
        clips = new Clips(made);
    }

    // Pictures begin with the next key frame, at six seconds where they are to begin at 5.5.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ss 5 -t 3 -c copy | film.mp4 | 75",
                "-ss 5 -t 3 -c copy | film.mkv | 75",
                "-ss 5 -t 3 -c copy | film.ts | 75",
                "-ss 5 -t 3 -c copy -f hls | film.m3u8 | 75",
                "-ss 5.5 -t 3 -c copy | film.mp4 | 62",
                "-ss 5.5 -t 3 -c copy -an | film.mp4 | 62",
                "-ss 5.5 -t 3 -c copy -an | film.mkv | 62",
                "-ss 5.5 -t 3 -c copy -an -f hls | film.m3u8 | 62",
                "-ss 5.5 -to 9 -c copy | film.mp4 | 75",
                "-ss 5.5 -c copy | film.mkv | 100",
                "-ss 5.5 -t 3 -c:v copy -c:a aac | film.mp4 | 62",
                "-ss 5.5 -t 3 -c:v copy -c:a aac | film.mkv | 62",
                "-ss 5 -t 3 -c:v libx264 -c:a copy | film.mp4 | 75",
                "-t 3 -c copy | film.mp4 | 75",
            })
    void a_part_is_copied(String options, String name, long frames) throws Exception {
        var trial = new Trial(folder, clips.keyed());

        var job = run(trial, raw(options), name);

        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.COMPLETED);
        var packets =
                Clips.entries(trial.output(job).toString(), "packet=stream_index,codec_type")
                        .lines()
                        .filter(line -> line.startsWith("video"))
                        .count();
        assertThat(packets).isBetween(frames, frames + 3);
    }

    @Test
    void a_clip_of_the_structured_form_is_copied() throws Exception {
        var clip =
                """
                {"format": {"startTime": "5.5", "stopTime": "8"},
                 "video": {"codec": "copy"}, "audio": {"codec": "copy"}}
                """;

        var job = run(new Trial(folder, clips.keyed()), clip, "film.mp4");

        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ss 3 -t 6 -c copy | film.mp4",
                "-ss 3 -t 6 -c copy | film.mkv",
                "-ss 3 -t 6 -c copy -an | film.mp4",
                "-ss 3 -t 6 -c copy -an | film.mkv",
                "-ss 3 -t 6 -c copy -vn | film.m4a",
                "-ss 3 -t 6 -c copy -f hls | film.m3u8",
                "-ss 3 -t 6 -c:v copy -c:a aac | film.mp4",
                "-ss 3 -c copy | film.mp4",
            })
    void a_source_that_breaks_off_before_the_end_of_the_part_is_refused(String options, String name)
            throws Exception {
        var trial = new Trial(folder, clips.truncatedKeyed());

        var job = run(trial, raw(options), name);

        assertThat(Trial.error(job).code()).as("%s", job.state()).isEqualTo("source.truncated");
        trial.assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ss 5.1 -t 0.6 -c copy | film.mp4",
                "-ss 5.1 -t 0.6 -c copy -an | film.mkv",
                "-ss 5.1 -t 0.6 -c copy -f hls | film.m3u8",
            })
    void a_part_without_a_key_frame_is_the_presets_fault(String options, String name)
            throws Exception {
        var job = run(new Trial(folder, clips.keyed()), raw(options), name);

        assertThat(Trial.error(job).code()).as("%s", job.state()).isEqualTo("settings.clip");
        assertThat(Trial.error(job).message()).contains("no key frame");
    }

    private static String raw(String options) {
        return "{\"raw\": [\"%s\"]}".formatted(options);
    }

    private static Job run(Trial trial, String data, String name) {
        return trial.run(
                new PresetSnapshot(new PresetId(1), "cut", data, name),
                new Ffmpeg(Clips.tools(), TestSandbox.found(), LIMITS));
    }
}
