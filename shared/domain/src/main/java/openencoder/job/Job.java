package openencoder.job;

import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.output.OutputSet;
import openencoder.preset.PresetSnapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A film to be encoded. Its moves are pure; {@link JobRepository#replace} makes one true, unless
 * somebody else moved the job on meanwhile.
 *
 * @param asked what its user wants
 * @param attempt the fencing token: raised by every claim, cancel and restart, so that whoever
 *     worked before finds its writes refused
 * @param facts of the source, once probed
 * @param revision raised by each stored change; what a conditional write checks
 */
public record Job(
        JobId id,
        String guid,
        NewJob asked,
        JobState state,
        int attempt,
        Times times,
        Optional<SourceFacts> facts,
        long revision) {
    /** Claims a job gets before a transient failure becomes its error. */
    public static final int MAX_TRIES = 3;

    /** How long a message may be on its way before it is sent again. */
    public static final Duration RESEND_AFTER = Duration.ofMinutes(2);

    /**
     * @param started when a worker first claimed it in this run
     * @param finished when this run ended
     */
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> finished) {
        Times start(Instant now) {
            return new Times(created, started.or(() -> Optional.of(now)), finished);
        }

        Times finish(Instant now) {
            return new Times(created, started, Optional.of(now));
        }

        Times again() {
            return new Times(created, Optional.empty(), Optional.empty());
        }
    }

    public static Job queued(JobId id, NewJob asked, Instant now) {
        var state = new JobState.Queued(0, now.plus(RESEND_AFTER), Optional.empty());
        var times = new Times(now, Optional.empty(), Optional.empty());
        return new Job(id, Guid.next(now), asked, state, 0, times, Optional.empty(), 1);
    }

    public PresetSnapshot preset() {
        return asked.preset();
    }

    public MediaUri source() {
        return asked.source();
    }

    public MediaUri dest() {
        return asked.dest();
    }

    public JobStatus status() {
        return state.status();
    }

    /** Where an attempt's files wait in the destination bucket until they are published. */
    public ObjectKey stagedUnder(String bucket, int attempt) {
        var folder = "attempts/%d-%s/%d/".formatted(id.value(), guid, attempt);
        return new ObjectKey(bucket, MediaUri.RESERVED_PREFIX + folder);
    }

    /** Where the list of an attempt's files is kept for good, once it is committed. */
    public ObjectKey manifestAt(String bucket, int attempt) {
        var name = "manifests/%d-%s/%d.json".formatted(id.value(), guid, attempt);
        return new ObjectKey(bucket, MediaUri.RESERVED_PREFIX + name);
    }

    /** What it makes, and where. */
    public OutputSet outputs() {
        return OutputSet.of(preset(), dest());
    }

    /** When the sweeper should look at it: its message may be lost or its worker dead. */
    public Optional<Instant> due() {
        return switch (state) {
            case JobState.Waiting waiting -> Optional.of(waiting.due());
            case JobState.Running running -> Optional.of(running.lease().expires());
            case JobState.Ended _ -> Optional.empty();
        };
    }

    /**
     * Whether a worker may have it now: it waits, or the worker that had it let its lease run out.
     */
    public boolean isClaimable(Instant now) {
        return switch (state) {
            case JobState.Waiting _ -> true;
            case JobState.Running running -> running.lease().isOver(now);
            case JobState.Ended _ -> false;
        };
    }

    public Job claim(String worker, Instant now, Duration length) {
        var lease = Lease.of(worker, now, length);
        if (!isClaimable(now)) throw new IllegalMove(state, "claimed");
        var claimed =
                switch (state) {
                    case JobState.Waiting waiting -> waiting.claim(lease);
                    case JobState.Running running -> running.takeOver(lease);
                    case JobState.Ended _ -> throw new IllegalMove(state, "claimed");
                };
        return with(claimed, attempt + 1, times.start(now));
    }

    /** The worker goes on to {@code next}, a state that its present one gave it. */
    public Job proceed(JobState.Running next) {
        return with(next, attempt, times);
    }

    public Job withFacts(SourceFacts found) {
        return new Job(id, guid, asked, state, attempt, times, Optional.of(found), revision);
    }

    public Job complete(Instant now) {
        if (!(state instanceof JobState.Uploading uploading))
            throw new IllegalMove(state, "completed");
        return with(uploading.complete(), attempt, times.finish(now));
    }

    /** An attempt failed: queued again if that may help and tries are left, else the end. */
    public Job failAttempt(JobError error, Instant now) {
        if (!(state instanceof JobState.Running running)) throw new IllegalMove(state, "failed");
        if (error.isWorthRetrying() && running.tries() < MAX_TRIES)
            return with(running.retry(now.plus(RESEND_AFTER), error), attempt, times);
        return with(running.fail(error), attempt, times.finish(now));
    }

    /** The end with an error, from waiting or running, by somebody else than its worker. */
    public Job giveUp(JobError error, Instant now) {
        var failed =
                switch (state) {
                    case JobState.Waiting waiting -> waiting.fail(error);
                    case JobState.Running running -> running.fail(error);
                    case JobState.Ended _ -> throw new IllegalMove(state, "failed");
                };
        return with(failed, attempt + 1, times.finish(now));
    }

    public Job handBack(Instant now) {
        if (!(state instanceof JobState.Running running))
            throw new IllegalMove(state, "handed back");
        return with(running.handBack(now.plus(RESEND_AFTER)), attempt, times);
    }

    public Job cancel(Instant now) {
        var cancelled =
                switch (state) {
                    case JobState.Waiting waiting -> waiting.cancel();
                    case JobState.Running running -> running.cancel();
                    case JobState.Ended _ -> throw new IllegalMove(state, "cancelled");
                };
        return with(cancelled, attempt + 1, times.finish(now));
    }

    public Job restart(Instant now) {
        if (!(state instanceof JobState.Ended ended)) throw new IllegalMove(state, "restarted");
        var restarting = ended.restart(now.plus(RESEND_AFTER));
        return new Job(
                id,
                guid,
                asked,
                restarting,
                attempt + 1,
                times.again(),
                Optional.empty(),
                revision);
    }

    /** Its message was sent (again); look again at {@code due}. */
    public Job sent(Instant due) {
        if (!(state instanceof JobState.Waiting waiting)) throw new IllegalMove(state, "sent");
        return with(waiting.resentUntil(due), attempt, times);
    }

    public Job withRevision(long stored) {
        return new Job(id, guid, asked, state, attempt, times, facts, stored);
    }

    private Job with(JobState next, int nextAttempt, Times nextTimes) {
        return new Job(id, guid, asked, next, nextAttempt, nextTimes, facts, revision);
    }
}
