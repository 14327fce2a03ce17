package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobState;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.encode.PresetPlanner;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;
import openencoder.worker.ffmpeg.hostile.Canaries;
import openencoder.worker.ffmpeg.hostile.HostileMedia;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Every hostile upload as a job of a real worker, and, for comparison, given to a bare FFmpeg. */
@Timeout(240)
class HostileMediaIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(1));
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long MEMORY = 1L << 30;
    private static final String PRESET =
            """
            {"raw": ["-vf scale=-2:120", "-r 60", "-c:v libx264", "-preset ultrafast",
                     "-pix_fmt yuv420p", "-c:a aac"]}
            """;

    @TempDir static Path made;
    @TempDir static Path secrets;
    private static Canaries canaries;
    private static List<HostileMedia.Sample> samples;

    @TempDir Path folder;

    @BeforeAll
    static void prepare() {
        canaries = new Canaries(secrets, new Clips(made).mpegTs());
        samples = HostileMedia.all(made, canaries);
    }

    @AfterAll
    static void end() throws IOException {
        canaries.close();
    }

    @Test
    void the_corpus_is_large_enough_to_mean_something() {
        assertThat(samples).hasSizeGreaterThanOrEqualTo(40);
        assertThat(samples).extracting(HostileMedia.Sample::name).doesNotHaveDuplicates();
    }

    @Test
    void every_hostile_upload_ends_its_job_and_reaches_nothing() throws Exception {
        var world = new WorkerFixture(folder);
        world.planner = new PresetPlanner(0);
        world.largestSource = 100_000_000;
        var sandbox = TestSandbox.found().withMemory(MEMORY);
        var worker = world.worker("w1", new Ffmpeg(Clips.tools(), sandbox, LIMITS));
        var endings = new ArrayList<String>();
        for (var sample : samples) {
            canaries.reset();
            var began = System.nanoTime();

            var job = run(world, worker, sample.name(), sample.bytes());

            var took = Duration.ofNanos(System.nanoTime() - began);
            var ending = ending(job);
            endings.add("%s: %s (%d ms)".formatted(sample, ending, took.toMillis()));
            assertThat(canaries.reads()).as("files read by %s", sample).isEmpty();
            assertThat(canaries.calls()).as("calls by %s", sample).isEmpty();
            assertThat(canaries.isIn(job.toString())).as("%s shown in its job", sample).isFalse();
            assertThat(took).as("%s", sample).isLessThan(LONGEST);
            assertThat(ending)
                    .as("%s", sample)
                    .matches("(source|settings|capacity)\\..+|completed");
            assertNothingLeaked(world, sample);
            assertThat(folder.resolve("w1")).isEmptyDirectory();
        }
        if (Boolean.getBoolean("endings")) System.out.println(String.join("\n", endings));
        var film = Files.readAllBytes(new Clips(made).mp4());
        assertThat(ending(run(world, worker, "good.mp4", film))).isEqualTo("completed");
    }

    private static void assertNothingLeaked(WorkerFixture world, HostileMedia.Sample sample) {
        for (var key : world.store.list(new ObjectKey("destination", "")))
            assertThat(canaries.isIn(world.store.bytes(key).orElseThrow()))
                    .as("%s in %s", sample, key)
                    .isFalse();
    }

    @Test
    void a_bare_ffmpeg_reads_files_and_calls_ports_for_them() throws Exception {
        var readers = new ArrayList<String>();
        var callers = new ArrayList<String>();
        for (var sample : samples) {
            if (!sample.name().matches("(hls|dash|concat|data|reference).*|session.*")) continue;
            canaries.reset();

            bare(sample);

            if (!canaries.reads().isEmpty()) readers.add(sample.name());
            if (!canaries.calls().isEmpty()) callers.add(sample.name());
        }

        assertThat(readers).contains("hls-of-a-file.m3u8", "dash-of-a-file.mpd");
        assertThat(callers).contains("hls-of-http.m3u8", "dash-of-http.mpd");
    }

    /** Without lists of formats and protocols, and without a sandbox. */
    private void bare(HostileMedia.Sample sample) throws Exception {
        var file = Files.write(folder.resolve(sample.name()), sample.bytes());
        var command =
                List.of(
                        Clips.tools().ffmpeg().toString(),
                        "-v",
                        "quiet",
                        "-protocol_whitelist",
                        "file,http,tcp,crypto,data,concat,concatf,subfile,udp,rtp",
                        "-i",
                        file.toString(),
                        "-t",
                        "1",
                        "-f",
                        "null",
                        "-");
        var builder = new ProcessBuilder(command).directory(secrets.toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Clips.tools().environment());
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(3, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }

    private static Job run(
            WorkerFixture world, WorkerFixture.TestWorker worker, String name, byte[] bytes) {
        world.store.put(new ObjectKey("source", "in/" + name), bytes);
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", PRESET, "web.mp4"),
                        MediaUri.parse("source", "s3:///in/" + name),
                        MediaUri.parse("dest", "s3:///out/" + name + "/"),
                        new UserId(1));
        var id = world.rows.add(asked, world.clock.instant()).id();
        world.messages.send(id);
        worker.runOnce();
        return world.job(id);
    }

    private static String ending(Job job) {
        return switch (job.state()) {
            case JobState.Completed _ -> "completed";
            case JobState.Failed failed -> {
                assertThat(failed.error().message()).isNotBlank();
                yield failed.error().code() + " " + failed.error().message();
            }
            default -> "still " + job.status();
        };
    }
}
