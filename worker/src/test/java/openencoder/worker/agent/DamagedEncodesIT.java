package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Job;
import openencoder.job.JobError.Kind;
import openencoder.job.JobStatus;
import openencoder.plan.EncodeTask;
import openencoder.plan.Plan;
import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.Tick;
import openencoder.worker.sandbox.Protections;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sound source, and an FFmpeg that is killed or whose files are spoilt before they are seen. */
@Timeout(60)
class DamagedEncodesIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));
    private static final Protections PROTECTIONS = Protections.found(System.getenv("PATH"));

    @TempDir static Path made;
    private static Path clip;

    @TempDir Path folder;
    private Trial trial;

    @BeforeAll
    static void film() {
        clip = new Clips(made).small();
    }

    @BeforeEach
    void begin() throws IOException {
        trial = new Trial(folder.resolve("work"), clip);
    }

    @ParameterizedTest(name = "{0} after {1} ms of film")
    @CsvSource({
        "KILL, 0", "KILL, 800", "KILL, 1500",
        "TERM, 0", "TERM, 800", "TERM, 1500"
    })
    void an_ffmpeg_that_was_ended_from_outside_is_tried_again(String signal, int after) {
        var job = runKilled(signal, after);

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(Trial.error(job).kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(Trial.error(job).code()).isEqualTo("transient.ffmpeg_killed");
        trial.assertNothingLeft();
    }

    @ParameterizedTest(name = "after {0} ms of film")
    @CsvSource({"0", "800", "1500"})
    void an_ffmpeg_that_crashes_is_an_error_that_says_so(int after) {
        var job = runKilled("SEGV", after);

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(Trial.error(job).code()).isEqualTo("settings.encode_failed");
        assertThat(Trial.error(job).message()).contains("segmentation fault");
        trial.assertNothingLeft();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an empty segment             | : > film_00002.ts",
                "a missing segment            | rm film_00003.ts",
                "half a segment               | truncate -s 1880 film_00002.ts",
                "a segment of zeros           | head -c 9400 /dev/zero > film_00002.ts",
                "every segment empty          | for f in *.ts; do : > $f; done",
                "an empty playlist            | : > film.m3u8",
                "no playlist                  | rm film.m3u8",
                "half a playlist              | truncate -s 120 film.m3u8",
                "a playlist without an end    | sed -i /ENDLIST/d film.m3u8",
                "a playlist that skips some   | sed -i -e 5,6d film.m3u8",
                "a playlist that names others | sed -i s,film_00002.ts,../src, film.m3u8",
                "a playlist of nonsense       | sed -i s/EXTINF:[0-9]/EXTINF:x/ film.m3u8"
            })
    void a_stream_of_segments_that_is_not_whole_is_not_published(String what, String damage)
            throws Exception {
        var job = trial.run(Trial.HLS, spoiling(damage));

        assertUnusable(job);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "empty                | : > film.mp4",
                "missing              | rm film.mp4",
                "half                 | truncate -s 30000 film.mp4",
                "a text               | echo film > film.mp4",
                "another, shorter film| $FFMPEG -v error -y -t 0.4 -i film.mp4 -c copy x.mp4; mv"
                        + " x.mp4 film.mp4",
                "the picture alone    | $FFMPEG -v error -y -i film.mp4 -an -c copy x.mp4; mv x.mp4"
                        + " film.mp4",
                "the sound alone      | $FFMPEG -v error -y -i film.mp4 -vn -c copy x.mp4; mv x.mp4"
                        + " film.mp4"
            })
    void a_film_that_is_not_what_ffmpeg_said_is_not_published(String what, String damage)
            throws Exception {
        var job = trial.run(Trial.MP4, spoiling(damage));

        assertUnusable(job);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"film.mp4", "film.mkv"})
    void an_output_past_the_limit_of_its_size_is_an_error_of_capacity(String output) {
        var preset = output.endsWith("4") ? Trial.MP4 : Trial.MKV;

        var job = trial.run(preset, new Bounded(real(), 20_000));

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(Trial.error(job).kind()).isEqualTo(Kind.CAPACITY);
        assertThat(Trial.error(job).code()).isEqualTo("capacity.disk");
        trial.assertNothingLeft();
    }

    private void assertUnusable(Job job) {
        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(Trial.error(job).code()).as("%s", Trial.error(job)).isEqualTo("output.invalid");
        assertThat(Trial.error(job).kind()).isEqualTo(Kind.INTERNAL);
        trial.assertNothingLeft();
    }

    private Job runKilled(String signal, int after) {
        var slow = trial.world.planner;
        trial.world.planner =
                (job, source, facts) -> Plan.of(inRealTime(slow.plan(job, source, facts)));
        return trial.run(Trial.MP4, new Killing(real(), signal, Duration.ofMillis(after)));
    }

    private static EncodeTask inRealTime(Plan plan) {
        var task = (EncodeTask) plan.tasks().getFirst();
        var arguments = new ArrayList<>(task.passes().getFirst());
        arguments.addAll(0, List.of("-stats_period", "0.05"));
        arguments.addAll(arguments.indexOf("-i"), List.of("-readrate", "1"));
        return new EncodeTask(
                List.of(arguments), task.main(), task.format(), task.length(), task.promise());
    }

    private static Encoder real() {
        return new Ffmpeg(Clips.tools(), PROTECTIONS, LIMITS);
    }

    /** The real FFmpeg, after whose success something happens to its files. */
    private Encoder spoiling(String damage) throws IOException {
        var script =
                """
                #!/bin/sh
                PATH=/usr/bin:/bin
                FFMPEG=%s
                $FFMPEG "$@" || exit
                %s
                """
                        .formatted(Clips.tools().ffmpeg(), damage);
        var program = folder.resolve("ffmpeg");
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var tools =
                new FfmpegTools(
                        program, Clips.tools().ffprobe(), "8.1.2", Clips.tools().environment());
        return new Ffmpeg(tools, PROTECTIONS, LIMITS);
    }

    private record Bounded(Encoder encoder, long largestFile) implements Encoder {
        @Override
        public Probe probe(Path source) throws InterruptedException {
            return encoder.probe(source);
        }

        @Override
        public List<MadeFile> encode(Work work, Listener listener) throws InterruptedException {
            var bounded =
                    new Work(
                            work.task(),
                            work.source(),
                            work.outputs(),
                            work.pidFile(),
                            largestFile);
            return encoder.encode(bounded, listener);
        }
    }

    private record Killing(Encoder encoder, String signal, Duration after) implements Encoder {
        @Override
        public Probe probe(Path source) throws InterruptedException {
            return encoder.probe(source);
        }

        @Override
        public List<MadeFile> encode(Work work, Listener listener) throws InterruptedException {
            return encoder.encode(
                    work,
                    (pass, tick) -> {
                        listener.reached(pass, tick);
                        if (isTime(tick)) kill(work.pidFile());
                    });
        }

        private boolean isTime(Tick tick) {
            return after.isZero()
                    || tick.outTime().filter(t -> t.compareTo(after) >= 0).isPresent();
        }

        private void kill(Path pidFile) {
            try {
                while (!Files.exists(pidFile) || Files.size(pidFile) == 0) Thread.onSpinWait();
                var pid = Files.readString(pidFile).split(" ")[0];
                new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
