package openencoder.testing;

import openencoder.account.UserId;
import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.job.JobState.Stage;
import openencoder.job.Lease;
import openencoder.job.NewJob;
import openencoder.job.PendingPublication;
import openencoder.job.Progress;
import openencoder.job.SourceFacts;
import openencoder.media.IfExists;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.output.OutputKind;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Jobs to store and compare. */
public final class SampleJobs {
    private SampleJobs() {}

    public static NewJob asked() {
        return asked("web");
    }

    public static NewJob asked(String preset) {
        return new NewJob(
                new PresetSnapshot(
                        new PresetId(3), preset, "{\"raw\":[\"-c:v libx264\"]}", preset + ".mp4"),
                new MediaUri("", "src/Größe & Maß.mov"),
                new MediaUri("films", "dst/"),
                new UserId(9),
                IfExists.FAIL);
    }

    public static SourceFacts facts() {
        return new SourceFacts(
                "matroska,webm",
                123_456_789_012L,
                Optional.of(Duration.ofMillis(30_041)),
                Optional.of(new SourceFacts.Video("vp9", 1921, 1081, 24_000 / 1001.0, 270)),
                Optional.of(new SourceFacts.Audio("opus", 6, 48_000)));
    }

    public static JobError error(JobError.Kind kind) {
        return new JobError(
                kind, "source.truncated", "The film ends too early.", "line 1\nline 2: ü\n");
    }

    public static Commit commit() {
        return new Commit(2, new Made.Listed(3, 987_700_000, output(), "89abcdef".repeat(8)));
    }

    /** As rows have it that were written before there were manifests. */
    public static Commit inlineCommit() {
        var playlist =
                new Output(
                        new ObjectKey("films", "dst/list_00001.ts"),
                        OutputKind.SEGMENT,
                        "video/mp2t",
                        0,
                        "fedcba9876543210".repeat(4),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new Commit(2, new Made.Inline(List.of(output(), playlist)));
    }

    public static Output output() {
        return output(new ObjectKey("films", "dst/web.mp4"));
    }

    public static Output output(ObjectKey key) {
        return new Output(
                key,
                OutputKind.MAIN,
                "video/mp4",
                987_654_321,
                "0123456789abcdef".repeat(4),
                Optional.of(Duration.ofNanos(30_041_666_667L)),
                Optional.of(new Output.Video("h264", 640, 360)),
                Optional.of("aac"));
    }

    /** A commit of one file without a manifest. */
    public static Commit committed(int attempt, ObjectKey key) {
        return new Commit(attempt, new Made.Inline(List.of(output(key))));
    }

    /** One of each kind of state, and of each shape within a kind. */
    public static Stream<JobState> everyState() {
        var later = Instant.parse("2026-01-02T12:03:04.123456789Z");
        var lease = new Lease("worker-1", later);
        var full =
                new Progress(
                        Optional.of(61.803398874989485),
                        Optional.of(59.94),
                        Optional.of(1.0E-7),
                        Optional.of(Duration.ofMillis(90_500)));
        return Stream.of(
                new JobState.Queued(0, later, Optional.empty()),
                new JobState.Queued(2, later, Optional.of(error(JobError.Kind.TRANSIENT))),
                new JobState.AwaitingPublication(1, later, pending()),
                new JobState.AwaitingPublication(0, later, PendingPublication.of(commit())),
                new JobState.Restarting(later, Optional.empty()),
                new JobState.Restarting(later, Optional.of(commit())),
                new JobState.Working(Stage.DOWNLOADING, lease, 1, Progress.NONE),
                new JobState.Working(Stage.PROBING, lease, 1, Progress.at(5)),
                new JobState.Working(Stage.ENCODING, lease, 3, full),
                new JobState.Working(Stage.ENCODING, lease, 1, Progress.UNKNOWN),
                new JobState.Working(Stage.UPLOADING, lease, 1, full),
                new JobState.Publishing(lease, 1, full, PendingPublication.of(commit())),
                new JobState.Publishing(lease, 1, full, pending()),
                new JobState.Completed(commit()),
                new JobState.Completed(inlineCommit()),
                new JobState.Cancelled(),
                new JobState.Failed(
                        JobError.of(JobError.Kind.CAPACITY, "capacity.disk", "Full."),
                        Optional.empty()),
                new JobState.Failed(error(JobError.Kind.SOURCE), Optional.of(commit())));
    }

    /** One that was tried and failed half-way. */
    public static PendingPublication pending() {
        return new PendingPublication(
                commit(),
                4,
                Instant.parse("2026-01-02T12:05:06.000000001Z"),
                true,
                Optional.of(error(JobError.Kind.TRANSIENT)));
    }

    /** The job of a worker that has just claimed it, after all stages. */
    public static Job committed(Job claimed, Commit commit) {
        return claimed.probing().encoding(facts()).uploading().committed(commit);
    }

    /** The same job in another state, however it would have got there. */
    public static Job in(JobState state, Job job) {
        return new Job(
                job.id(),
                job.guid(),
                job.asked(),
                state,
                job.attempt(),
                job.times(),
                job.facts(),
                job.revision());
    }
}
