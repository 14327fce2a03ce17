package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.PresetPlanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One job, from its message to what is left of it. */
final class Trial {
    static final PresetSnapshot MP4 = film("film.mp4", "");
    static final PresetSnapshot MKV = film("film.mkv", ", \"-f matroska\"");
    static final PresetSnapshot HLS = film("film.m3u8", ", \"-f hls\", \"-hls_time 0.5\"");

    private static final ObjectKey EVERYTHING = new ObjectKey("destination", "");

    final WorkerFixture world;
    private final Path folder;

    /**
     * @param folder where the worker works
     */
    Trial(Path folder, Path source) throws IOException {
        this.folder = folder;
        world = new WorkerFixture(folder);
        world.planner = new PresetPlanner(1);
        world.store.put(WorkerFixture.SOURCE, Files.readAllBytes(source));
    }

    private static PresetSnapshot film(String output, String more) {
        var settings =
                "{\"raw\": [\"-c:v libx264\", \"-preset ultrafast\", \"-g 12\", \"-c:a aac\"%s]}"
                        .formatted(more);
        return new PresetSnapshot(new PresetId(1), "web", settings, output);
    }

    Job run(PresetSnapshot preset, Encoder encoder) {
        var id = submit(preset);
        world.worker("w1", encoder).runOnce();
        return world.job(id);
    }

    JobId submit(PresetSnapshot preset) {
        var asked =
                new NewJob(
                        preset,
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", "s3:///out/"),
                        new UserId(1));
        var id = world.rows.add(asked, world.clock.instant()).id();
        world.messages.send(id);
        return id;
    }

    /** Why the job, or its last attempt, failed. */
    static JobError error(Job job) {
        return switch (job.state()) {
            case JobState.Failed failed -> failed.error();
            case JobState.Queued queued -> queued.lastError().orElseThrow();
            default -> throw new AssertionError("did not fail: " + job);
        };
    }

    /** Neither in the work folder, nor staged, nor where its user would find it. */
    void assertNothingLeft() {
        assertThat(folder.resolve("w1"))
                .satisfiesAnyOf(
                        work -> assertThat(work).doesNotExist(),
                        work -> assertThat(work).isEmptyDirectory());
        assertThat(world.store.list(EVERYTHING)).isEmpty();
    }

    /** In bytes, in whole pages. */
    long space(Job job) {
        return world.outputs(job).stream()
                .mapToLong(output -> (output.size() + 4095) / 4096 * 4096)
                .sum();
    }

    /** The output, as one that plays it sees it: beside its segments. */
    Path output(Job job) throws IOException {
        var outputs = world.outputs(job);
        var there = Files.createDirectories(folder.resolveSibling("published"));
        for (var output : outputs)
            Files.write(
                    there.resolve(output.key().fileName()),
                    world.store.bytes(output.key()).orElseThrow());
        return there.resolve(outputs.getFirst().key().fileName());
    }
}
