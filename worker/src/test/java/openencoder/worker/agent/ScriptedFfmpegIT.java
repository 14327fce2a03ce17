package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobStatus;
import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;
import openencoder.worker.sandbox.Protections;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a job comes to when FFmpeg has one of its bad days, and that nothing of it goes on. */
@Timeout(60)
class ScriptedFfmpegIT {
    private static final EncodeLimits USUAL =
            new EncodeLimits(
                    Duration.ofSeconds(30), Duration.ofSeconds(50), Duration.ofMillis(300));
    private static final EncodeLimits SHORT =
            new EncodeLimits(
                    Duration.ofMillis(1_200), Duration.ofSeconds(2), Duration.ofMillis(300));
    private static final Protections PROTECTIONS = Protections.found(System.getenv("PATH"));

    @TempDir static Path made;
    private static Path clip;

    @TempDir Path folder;

    @BeforeAll
    static void film() {
        clip = new Clips(made).small();
    }

    static Stream<Arguments> days() {
        return Stream.of(
                day(
                        "it hangs",
                        "sleep 1000",
                        JobStatus.ERROR,
                        "capacity.time",
                        "no progress for 1 s"),
                day(
                        "it hangs with a child of its own and ignores SIGTERM",
                        """
                        trap '' TERM
                        sleep 1000 & echo $! >> $PIDS
                        while :; do sleep 1; done
                        """,
                        JobStatus.ERROR,
                        "capacity.time",
                        "no progress"),
                day(
                        "it makes progress for ever",
                        """
                        i=0
                        while :; do
                          i=$((i+1)); printf "out_time_us=$i\\nprogress=continue\\n"; sleep 0.1
                        done
                        """,
                        JobStatus.ERROR,
                        "capacity.time",
                        "longer than 2 s"),
                day(
                        "it says the same progress for ever",
                        """
                        while :; do
                          printf 'out_time_us=7\\nprogress=continue\\n'; sleep 0.1
                        done
                        """,
                        JobStatus.ERROR,
                        "capacity.time",
                        "no progress"),
                day(
                        "it floods stderr with 100 MB and fails",
                        """
                        yes '[x @ 0x1] [warning] nothing that matters' | head -c 100000000 >&2
                        echo "[vost @ 0x2] [error] Unknown encoder 'x'" >&2
                        exit 8
                        """,
                        JobStatus.ERROR,
                        "settings.encode_failed",
                        "[vost] Unknown encoder 'x'"),
                day(
                        "it floods stdout with 100 MB that is no progress",
                        "head -c 100000000 /dev/zero; echo; exit 1",
                        JobStatus.ERROR,
                        "settings.encode_failed",
                        "no reason"),
                day(
                        "it floods stdout with progress",
                        "yes progress=continue | head -c 200000",
                        JobStatus.ERROR,
                        "output.invalid",
                        "missing or empty"),
                day(
                        "it is killed half-way",
                        "head -c 20000 /dev/zero > film.mp4; kill -KILL $$",
                        JobStatus.QUEUED,
                        "transient.ffmpeg_killed",
                        "ended from outside"),
                day(
                        "it crashes half-way",
                        "head -c 20000 /dev/zero > film.mp4; kill -SEGV $$",
                        JobStatus.ERROR,
                        "settings.encode_failed",
                        "segmentation fault"),
                day(
                        "it ends with 0 and no file",
                        "exit 0",
                        JobStatus.ERROR,
                        "output.invalid",
                        "film.mp4 is missing or empty"),
                day(
                        "it ends with 0 and an empty file",
                        ": > film.mp4",
                        JobStatus.ERROR,
                        "output.invalid",
                        "film.mp4 is missing or empty"),
                day(
                        "it ends with 0 and a broken file",
                        "head -c 20000 /dev/urandom > film.mp4",
                        JobStatus.ERROR,
                        "output.invalid",
                        "cannot be read"),
                day(
                        "it ends with 0 and a short film",
                        "$FFMPEG -v error -i file:../src -t 0.5 -c copy film.mp4",
                        JobStatus.ERROR,
                        "source.truncated",
                        "promises 2.0 s but only 0.5 s"),
                day(
                        "it fails and leaves a child running",
                        "sleep 1000 & echo $! >> $PIDS; exit 1",
                        JobStatus.ERROR,
                        "settings.encode_failed",
                        "no reason"),
                day(
                        "it ends with 0 and leaves a child running that has our pipes",
                        "sleep 1000 & echo $! >> $PIDS; exit 0",
                        JobStatus.ERROR,
                        "output.invalid",
                        "missing or empty"));
    }

    private static Arguments day(
            String what, String script, JobStatus status, String code, String words) {
        return Arguments.of(what, script, status, code, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("days")
    void a_bad_day_of_ffmpeg_ends_the_attempt_with_a_reason_and_leaves_nothing(
            String what, String script, JobStatus status, String code, String words)
            throws Exception {
        if (PROTECTIONS.setsid().isEmpty()) TestSandbox.missing("setsid (package util-linux)");
        var trial = new Trial(folder.resolve("work"), clip);
        var limits = code.equals("capacity.time") ? SHORT : USUAL;

        var job = trial.run(Trial.MP4, new Ffmpeg(scripted(script), PROTECTIONS, limits));

        var error = Trial.error(job);
        assertThat(error.code()).as("%s", error).isEqualTo(code);
        assertThat(error.message()).contains(words);
        assertThat(error.logTail()).hasSizeLessThanOrEqualTo(4_000);
        assertThat(job.status()).isEqualTo(status);
        trial.assertNothingLeft();
        for (var pid : pids()) assertThat(isGone(pid)).as("process %d", pid).isTrue();
    }

    private FfmpegTools scripted(String script) throws IOException {
        var program = folder.resolve("ffmpeg");
        Files.writeString(
                program,
                """
                #!/bin/sh
                PATH=/usr/bin:/bin
                PIDS=%s
                FFMPEG=%s
                echo $$ >> $PIDS
                """
                                .formatted(folder.resolve("pids"), Clips.tools().ffmpeg())
                        + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new FfmpegTools(
                program, Clips.tools().ffprobe(), "8.1.2", Clips.tools().environment());
    }

    private List<Long> pids() throws IOException {
        return Files.readAllLines(folder.resolve("pids")).stream().map(Long::valueOf).toList();
    }

    // a killed orphan stays a zombie in a container without an init, for no process reaps it
    private static boolean isGone(long pid) throws InterruptedException {
        for (var i = 0; i < 100; i++) {
            try {
                var stat = Files.readString(Path.of("/proc", pid + "", "stat"));
                if (stat.substring(stat.lastIndexOf(')')).startsWith(") Z")) return true;
            } catch (IOException _) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }
}
