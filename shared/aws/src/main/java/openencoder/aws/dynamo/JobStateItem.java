package openencoder.aws.dynamo;

import openencoder.job.Commit;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.Lease;
import openencoder.job.PendingPublication;
import openencoder.job.Progress;
import openencoder.media.ObjectKey;
import openencoder.output.FileFormat;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.output.OutputKind;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a job's state holds beside its name. */
final class JobStateItem {
    private JobStateItem() {}

    static Item write(JobState state) {
        return switch (state) {
            case JobState.Waiting waiting -> waiting(waiting);
            case JobState.Running running -> running(running);
            case JobState.Completed completed ->
                    Item.empty().map("commit", commit(completed.result()));
            case JobState.Failed failed ->
                    kept(Item.empty().map("error", error(failed.error())), failed.kept());
            case JobState.Cancelled _ -> Item.empty();
        };
    }

    static JobState read(String status, Item item) {
        var named =
                JobStatus.ofWireName(status)
                        .orElseThrow(() -> new IllegalStateException("No status: " + status));
        return switch (named) {
            case QUEUED -> queued(item);
            case RESTARTING ->
                    new JobState.Restarting(
                            item.time("due"), item.maybeMap("commit", JobStateItem::commit));
            case DOWNLOADING, PROBING, ENCODING, UPLOADING -> running(named, item);
            case COMPLETED -> new JobState.Completed(commit(item.map("commit")));
            case CANCELLED -> new JobState.Cancelled();
            case ERROR ->
                    new JobState.Failed(
                            error(item.map("error")),
                            item.maybeMap("commit", JobStateItem::commit));
        };
    }

    private static Item waiting(JobState.Waiting waiting) {
        var item = Item.empty().number("tries", waiting.tries()).time("due", waiting.due());
        return switch (waiting) {
            case JobState.Queued queued -> lastError(item, queued.lastError());
            case JobState.Restarting restarting -> kept(item, restarting.kept());
            case JobState.AwaitingPublication awaiting -> pending(item, awaiting.pending());
        };
    }

    private static JobState queued(Item item) {
        var tries = item.smallNumber("tries");
        var due = item.time("due");
        return pending(item)
                .<JobState>map(pending -> new JobState.AwaitingPublication(tries, due, pending))
                .orElseGet(() -> new JobState.Queued(tries, due, lastError(item)));
    }

    private static Item kept(Item item, Optional<Commit> kept) {
        kept.ifPresent(commit -> item.map("commit", commit(commit)));
        return item;
    }

    private static Item lastError(Item item, Optional<JobError> lastError) {
        lastError.ifPresent(error -> item.map("last_error", error(error)));
        return item;
    }

    private static Optional<JobError> lastError(Item item) {
        return item.maybeMap("last_error", JobStateItem::error);
    }

    private static Item pending(Item item, PendingPublication pending) {
        item.map("commit", commit(pending.commit()))
                .number("publication_tries", pending.tries())
                .time("not_before", pending.notBefore())
                .flag("publication_begun", pending.begun());
        return lastError(item, pending.lastError());
    }

    // Rows of before have the commit alone, and their publication may have begun.
    private static Optional<PendingPublication> pending(Item item) {
        return item.maybeMap("commit", JobStateItem::commit)
                .map(
                        commit ->
                                new PendingPublication(
                                        commit,
                                        item.maybe("publication_tries", Item::smallNumber)
                                                .orElse(0),
                                        item.maybe("not_before", Item::time).orElse(Instant.EPOCH),
                                        item.maybe("publication_begun", Item::flag).orElse(true),
                                        lastError(item)));
    }

    private static Item running(JobState.Running running) {
        var lease = running.lease();
        var item =
                Item.empty()
                        .number("tries", running.tries())
                        .text("worker", lease.worker())
                        .time("lease_expires", lease.expires())
                        .map("progress", progress(running.progress()));
        return running instanceof JobState.Publishing publishing
                ? pending(item, publishing.pending())
                : item;
    }

    private static JobState running(JobStatus status, Item item) {
        var lease = lease(item);
        var tries = item.smallNumber("tries");
        var progress = progress(item);
        return pending(item)
                .<JobState>map(pending -> new JobState.Publishing(lease, tries, progress, pending))
                .orElseGet(
                        () ->
                                new JobState.Working(
                                        JobState.Stage.valueOf(status.name()),
                                        lease,
                                        tries,
                                        progress));
    }

    private static Lease lease(Item item) {
        return new Lease(item.text("worker"), item.time("lease_expires"));
    }

    private static Item progress(Progress progress) {
        var item = Item.empty();
        progress.percent().ifPresent(percent -> item.number("percent", percent));
        progress.fps().ifPresent(fps -> item.number("fps", fps));
        progress.speed().ifPresent(speed -> item.number("speed", speed));
        progress.eta().ifPresent(eta -> item.duration("eta", eta));
        return item;
    }

    private static Progress progress(Item state) {
        var item = state.map("progress");
        return new Progress(
                item.maybe("percent", Item::decimal),
                item.maybe("fps", Item::decimal),
                item.maybe("speed", Item::decimal),
                item.maybe("eta", Item::duration));
    }

    private static Item error(JobError error) {
        return Item.empty()
                .text("kind", error.kind().wireName())
                .text("code", error.code())
                .text("message", error.message())
                .text("log_tail", error.logTail());
    }

    private static JobError error(Item item) {
        return new JobError(
                JobError.Kind.valueOf(item.text("kind").toUpperCase(Locale.ROOT)),
                item.text("code"),
                item.text("message"),
                item.text("log_tail"));
    }

    private static Item commit(Commit commit) {
        var item = Item.empty().number("attempt", commit.attempt());
        return switch (commit.made()) {
            case Made.Listed listed ->
                    item.number("count", listed.count())
                            .number("bytes", listed.bytes())
                            .map("main", output(listed.main()))
                            .hex("manifest", listed.manifestSha256());
            case Made.Inline inline ->
                    item.list(
                            "outputs",
                            inline.outputs().stream().map(JobStateItem::output).toList());
        };
    }

    private static Commit commit(Item item) {
        return new Commit(item.smallNumber("attempt"), made(item));
    }

    private static Made made(Item item) {
        if (item.maybe("manifest", Item::hex).isEmpty()) return inline(item.list("outputs"));
        return new Made.Listed(
                item.number("count"),
                item.number("bytes"),
                output(item.map("main"), OutputKind.MAIN),
                item.hex("manifest"));
    }

    // Rows of before there were manifests: all outputs, the main one first.
    private static Made inline(List<Item> items) {
        return new Made.Inline(
                IntStream.range(0, items.size())
                        .mapToObj(i -> output(items.get(i), kind(i, items.get(i))))
                        .toList());
    }

    private static OutputKind kind(int place, Item item) {
        if (place == 0) return OutputKind.MAIN;
        return item.text("key").endsWith("_init.mp4") ? OutputKind.INIT : OutputKind.SEGMENT;
    }

    private static Item output(Output output) {
        var item =
                Item.empty()
                        .text("bucket", output.key().bucket())
                        .text("key", output.key().key())
                        .text("type", output.contentType())
                        .number("size", output.size())
                        .hex("sha", output.sha256());
        output.duration().ifPresent(duration -> item.duration("duration", duration));
        output.video().ifPresent(video -> item.map("video", video(video)));
        output.audio().ifPresent(codec -> item.text("audio", codec));
        return item;
    }

    private static Output output(Item item, OutputKind kind) {
        var key = new ObjectKey(item.text("bucket"), item.text("key"));
        return new Output(
                key,
                kind,
                item.maybe("type", Item::text).orElseGet(() -> FileFormat.typeOf(key.fileName())),
                item.number("size"),
                item.hex("sha"),
                item.maybe("duration", Item::duration),
                item.maybeMap("video", JobStateItem::video),
                item.maybe("audio", Item::text));
    }

    private static Item video(Output.Video video) {
        return Item.empty()
                .text("codec", video.codec())
                .number("width", video.width())
                .number("height", video.height());
    }

    private static Output.Video video(Item item) {
        return new Output.Video(
                item.text("codec"), item.smallNumber("width"), item.smallNumber("height"));
    }
}
