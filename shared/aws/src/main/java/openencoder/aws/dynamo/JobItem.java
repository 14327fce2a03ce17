package openencoder.aws.dynamo;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.job.SourceFacts;
import openencoder.media.IfExists;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import java.time.Instant;

/**
 * A job as a row. Besides what a job is, the row holds what the indexes need: {@code status},
 * {@code preset}, {@code status_preset}, and while it has not ended {@code open_by} and {@code due}
 * with {@code due_bucket}.
 */
final class JobItem {
    static final String DUE_BUCKET = "due";
    static final String OPEN_BY = "open_by";

    private JobItem() {}

    static String pk(JobId id) {
        return id.toString();
    }

    static String statusPreset(JobStatus status, String preset) {
        return status.wireName() + "#" + preset;
    }

    /** The millisecond at which something due at {@code time} is surely due. */
    static long dueMillis(Instant time) {
        var millis = time.toEpochMilli();
        return time.isAfter(Instant.ofEpochMilli(millis)) ? millis + 1 : millis;
    }

    static Item write(Job job) {
        var preset = job.preset();
        var item =
                Item.empty()
                        .text(Item.PK, pk(job.id()))
                        .number("id", job.id().value())
                        .text("guid", job.guid())
                        .text("status", job.status().wireName())
                        .text("preset", preset.name())
                        .text("status_preset", statusPreset(job.status(), preset.name()))
                        .map("preset_snapshot", snapshot(preset))
                        .map("source", uri(job.source()))
                        .map("dest", uri(job.dest()))
                        .number("created_by", job.asked().createdBy().value())
                        .text("if_exists", job.asked().ifExists().wireName())
                        .map("state", JobStateItem.write(job.state()))
                        .number("attempt", job.attempt())
                        .time("created", job.times().created())
                        .number("revision", job.revision());
        if (!(job.state() instanceof JobState.Ended))
            item.text(OPEN_BY, job.asked().createdBy().toString());
        job.times().started().ifPresent(time -> item.time("started", time));
        job.times().finished().ifPresent(time -> item.time("finished", time));
        job.times().restarted().ifPresent(time -> item.time("restarted", time));
        job.facts().ifPresent(facts -> item.map("facts", facts(facts)));
        job.due()
                .ifPresent(
                        due -> item.text("due_bucket", DUE_BUCKET).number("due", dueMillis(due)));
        return item;
    }

    static Job read(Item item) {
        var times =
                new Job.Times(
                        item.time("created"),
                        item.maybe("started", Item::time),
                        item.maybe("finished", Item::time),
                        item.maybe("restarted", Item::time));
        return new Job(
                new JobId(item.number("id")),
                item.text("guid"),
                asked(item),
                JobStateItem.read(item.text("status"), item.map("state")),
                item.smallNumber("attempt"),
                times,
                item.maybeMap("facts", JobItem::facts),
                item.number("revision"));
    }

    private static NewJob asked(Item item) {
        var preset = item.map("preset_snapshot");
        var snapshot =
                new PresetSnapshot(
                        new PresetId(preset.number("id")),
                        item.text("preset"),
                        preset.text("data"),
                        preset.text("output"));
        return new NewJob(
                snapshot,
                uri(item.map("source")),
                uri(item.map("dest")),
                new UserId(item.number("created_by")),
                item.maybe("if_exists", Item::text)
                        .flatMap(IfExists::ofWireName)
                        .orElse(IfExists.OWN));
    }

    private static Item snapshot(PresetSnapshot preset) {
        return Item.empty()
                .number("id", preset.id().value())
                .text("data", preset.data())
                .text("output", preset.output());
    }

    private static Item uri(MediaUri uri) {
        return Item.empty().text("bucket", uri.bucket()).text("key", uri.key());
    }

    private static MediaUri uri(Item item) {
        return new MediaUri(item.text("bucket"), item.text("key"));
    }

    private static Item facts(SourceFacts facts) {
        var item = Item.empty().text("format", facts.format()).number("size", facts.size());
        facts.duration().ifPresent(duration -> item.duration("duration", duration));
        facts.video().ifPresent(video -> item.map("video", video(video)));
        facts.audio().ifPresent(audio -> item.map("audio", audio(audio)));
        return item;
    }

    private static SourceFacts facts(Item item) {
        return new SourceFacts(
                item.text("format"),
                item.number("size"),
                item.maybe("duration", Item::duration),
                item.maybeMap("video", JobItem::video),
                item.maybeMap("audio", JobItem::audio));
    }

    private static Item video(SourceFacts.Video video) {
        return Item.empty()
                .text("codec", video.codec())
                .number("width", video.width())
                .number("height", video.height())
                .number("frame_rate", video.frameRate())
                .number("rotation", video.rotation());
    }

    private static SourceFacts.Video video(Item item) {
        return new SourceFacts.Video(
                item.text("codec"),
                item.smallNumber("width"),
                item.smallNumber("height"),
                item.maybe("frame_rate", Item::decimal).orElse(0.0),
                item.smallNumber("rotation"));
    }

    private static Item audio(SourceFacts.Audio audio) {
        return Item.empty()
                .text("codec", audio.codec())
                .number("channels", audio.channels())
                .number("sample_rate", audio.sampleRate());
    }

    private static SourceFacts.Audio audio(Item item) {
        return new SourceFacts.Audio(
                item.text("codec"), item.smallNumber("channels"), item.smallNumber("sample_rate"));
    }
}
