package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.agent.DamagedSources.Upload;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.encode.PresetPlanner;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.sandbox.Protections;
import openencoder.worker.source.Truth;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A damaged source completes only if all of it can be decoded after all: the same streams, the
 * length within 0.5 s or 2 %, the frames within 2 % of those of the undamaged source.
 */
@Timeout(60)
class DamagedSourcesIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));
    private static final ObjectKey OUTPUTS = new ObjectKey("destination", "");

    @TempDir static Path made;
    @TempDir Path folder;

    static List<Upload> uploads() {
        return new DamagedSources(made).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uploads")
    void a_damaged_source_is_never_taken_for_a_whole_one(Upload upload) throws Exception {
        var world = new WorkerFixture(folder);
        world.planner = new PresetPlanner(1);
        world.store.put(WorkerFixture.SOURCE, upload.bytes());
        var id = world.rows.add(order(upload), world.clock.instant()).id();
        world.messages.send(id);
        var protections = Protections.found(System.getenv("PATH"));

        world.worker("w1", new Ffmpeg(Clips.tools(), protections, LIMITS)).runOnce();

        var job = world.job(id);
        if (job.status() == JobStatus.COMPLETED) assertWhole(upload, job, world);
        else assertRefused(job, world);
        assertThat(folder.resolve("w1"))
                .satisfiesAnyOf(
                        work -> assertThat(work).doesNotExist(),
                        work -> assertThat(work).isEmptyDirectory());
        assertThat(world.staged()).isEmpty();
    }

    private static NewJob order(Upload upload) {
        var preset =
                upload.isSound()
                        ? preset("{\"raw\": [\"-vn\", \"-c:a aac\"]}", "sound.m4a")
                        : preset(
                                "{\"raw\": [\"-c:v libx264\", \"-preset ultrafast\","
                                        + " \"-pix_fmt yuv420p\", \"-c:a aac\"]}",
                                "film.mp4");
        return new NewJob(
                preset,
                MediaUri.parse("source", "s3:///in/film.mov"),
                MediaUri.parse("dest", "s3:///out/"),
                new UserId(1));
    }

    private static PresetSnapshot preset(String settings, String output) {
        return new PresetSnapshot(new PresetId(1), "web", settings, output);
    }

    private void assertWhole(Upload upload, Job job, WorkerFixture world) throws IOException {
        assertThat(upload.mustFail()).as("completed though nothing of it can be right").isFalse();
        var output = ((JobState.Completed) job.state()).made().main();
        var film = folder.resolve("film");
        Files.write(film, world.store.bytes(output.key()).orElseThrow());
        var truth = Truth.of(film);
        assertThat(truth.isAsGoodAs(upload.whole()))
                .as("%s for %s", truth, upload.whole())
                .isTrue();
    }

    private static void assertRefused(Job job, WorkerFixture world) {
        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        var error = ((JobState.Failed) job.state()).error();
        if (!error.code().equals("settings.no_video")) {
            assertThat(error.kind()).as("%s", error).isEqualTo(JobError.Kind.SOURCE);
            assertThat(error.code()).startsWith("source.");
        }
        assertThat(error.message()).hasSizeGreaterThan(20).doesNotContain("no reason");
        assertThat(world.store.list(OUTPUTS)).isEmpty();
    }
}
