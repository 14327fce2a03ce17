package openencoder.job;

import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.Publication;
import openencoder.output.OutputSet;
import openencoder.preset.PresetSnapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A film to be encoded. Its moves are pure and throw {@link IllegalJobMove} where its state does
 * not allow them; {@link JobRepository#replace} stores one, unless the job was moved on meanwhile.
 *
 * @param asked what its user wants
 * @param attempt the fencing token: raised by every claim, cancel and restart, so that the writes
 *     of the worker before are refused
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

    private static final Progress MADE = Progress.at(100);

    /**
     * @param started when a worker first claimed it in this run
     * @param finished when this run ended
     * @param restarted when this run was asked for, unless it is the first
     */
    public record Times(
            Instant created,
            Optional<Instant> started,
            Optional<Instant> finished,
            Optional<Instant> restarted) {
        /** When this run was asked for. */
        public Instant asked() {
            return restarted.orElse(created);
        }

        Times start(Instant now) {
            return new Times(created, started.or(() -> Optional.of(now)), finished, restarted);
        }

        Times finish(Instant now) {
            return new Times(created, started, Optional.of(now), restarted);
        }

        Times again(Instant now) {
            return new Times(created, Optional.empty(), Optional.empty(), Optional.of(now));
        }
    }

    public static Job queued(JobId id, NewJob asked, Instant now) {
        var state = new JobState.Queued(0, now.plus(RESEND_AFTER), Optional.empty());
        var times = new Times(now, Optional.empty(), Optional.empty(), Optional.empty());
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

    /** Of the worker that has it. */
    public Optional<Lease> lease() {
        return state instanceof JobState.Running running
                ? Optional.of(running.lease())
                : Optional.empty();
    }

    /** Of the whole job: 100 % once completed, unknown for one that ended otherwise. */
    public Progress progress() {
        return switch (state) {
            case JobState.AwaitingPublication _ -> MADE;
            case JobState.Waiting _ -> Progress.NONE;
            case JobState.Running running -> running.progress();
            case JobState.Completed _ -> Progress.at(100);
            case JobState.Cancelled _, JobState.Failed _ -> Progress.UNKNOWN;
        };
    }

    /** Its result, from the moment that it is decided. */
    public Optional<Commit> commit() {
        return switch (state) {
            case JobState.AwaitingPublication awaiting -> Optional.of(awaiting.commit());
            case JobState.Publishing publishing -> Optional.of(publishing.commit());
            case JobState.Completed completed -> Optional.of(completed.result());
            case JobState.Restarting restarting -> restarting.kept();
            case JobState.Failed failed -> failed.kept();
            case JobState.Queued _, JobState.Working _, JobState.Cancelled _ -> Optional.empty();
        };
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

    /** What the files of an attempt are marked with where they are published. */
    public Publication publicationOf(int attempt) {
        var job = new Publication.OfJob(id.value(), asked.createdBy().value(), times.asked());
        return new Publication(guid, attempt, Optional.of(job));
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
        return !(state instanceof JobState.Ended) && notBefore().filter(now::isBefore).isEmpty();
    }

    /** Until when no worker may claim it, where that is set; it may be over. */
    public Optional<Instant> notBefore() {
        return switch (state) {
            case JobState.Running running -> Optional.of(running.lease().expires());
            case JobState.AwaitingPublication awaiting ->
                    Optional.of(awaiting.pending().notBefore());
            case JobState.Queued _, JobState.Restarting _, JobState.Ended _ -> Optional.empty();
        };
    }

    /** A worker's claim: it begins at the first stage, or publishes what was committed. */
    public Job claim(String worker, Instant now, Duration length) {
        if (!isClaimable(now)) throw new IllegalJobMove(state, "claimed");
        var lease = Lease.of(worker, now, length);
        var claimed =
                switch (state) {
                    case JobState.Queued queued -> first(lease, queued.tries() + 1);
                    case JobState.Restarting restarting -> afterRestart(lease, restarting);
                    case JobState.AwaitingPublication awaiting ->
                            publishing(lease, awaiting.tries(), awaiting.pending());
                    case JobState.Working working -> first(lease, working.tries() + 1);
                    case JobState.Publishing publishing ->
                            publishing(lease, publishing.tries(), publishing.pending());
                    case JobState.Ended _ -> throw new IllegalJobMove(state, "claimed");
                };
        return with(claimed, attempt + 1, times.start(now));
    }

    private static JobState.Running first(Lease lease, int tries) {
        return new JobState.Working(JobState.Stage.DOWNLOADING, lease, tries, Progress.NONE);
    }

    private static JobState.Running afterRestart(Lease lease, JobState.Restarting restarting) {
        return restarting
                .kept()
                .<JobState.Running>map(kept -> publishing(lease, 0, PendingPublication.of(kept)))
                .orElseGet(() -> first(lease, 1));
    }

    private static JobState.Publishing publishing(
            Lease lease, int tries, PendingPublication pending) {
        return new JobState.Publishing(lease, tries, MADE, pending.claimed());
    }

    public Job probing() {
        return at(JobState.Stage.PROBING, "probed");
    }

    public Job encoding(SourceFacts found) {
        var next = at(JobState.Stage.ENCODING, "encoded");
        return new Job(id, guid, asked, next.state(), attempt, times, Optional.of(found), revision);
    }

    public Job uploading() {
        return at(JobState.Stage.UPLOADING, "uploaded");
    }

    private Job at(JobState.Stage next, String move) {
        if (!(state instanceof JobState.Working working) || !working.stage().isFollowedBy(next))
            throw illegal(move);
        return with(
                new JobState.Working(next, working.lease(), working.tries(), working.progress()));
    }

    /** Its result is decided: what is left is to publish it. */
    public Job committed(Commit commit) {
        if (!(state instanceof JobState.Working working)
                || working.stage() != JobState.Stage.UPLOADING) throw illegal("committed");
        return with(
                new JobState.Publishing(
                        working.lease(),
                        working.tries(),
                        working.progress(),
                        PendingPublication.of(commit).claimed()));
    }

    /** To be stored before the first file is copied: from here on it cannot be cancelled. */
    public Job publicationBegun() {
        var publishing = publishing("begun to be published");
        return with(publishing.with(publishing.pending().beginning()));
    }

    /** The committed files are gone: it has to be encoded once more. */
    public Job uncommitted(JobError error, Instant now) {
        var tries = publishing("encoded once more").tries();
        if (tries < MAX_TRIES)
            return with(new JobState.Queued(tries, now.plus(RESEND_AFTER), Optional.of(error)));
        return with(new JobState.Failed(error, Optional.empty()), attempt, times.finish(now));
    }

    /** The same with another lease and progress, which never goes back. */
    public Job renewed(Lease lease, Progress progress) {
        return with(running("renewed").renewed(lease, progress));
    }

    public Job complete(Instant now) {
        if (!(state instanceof JobState.Publishing publishing))
            throw new IllegalJobMove(state, "completed before it is committed");
        return with(new JobState.Completed(publishing.commit()), attempt, times.finish(now));
    }

    /** An attempt failed: it waits again if that may help and tries are left, else the end. */
    public Job failAttempt(JobError error, Instant now) {
        return switch (running("failed")) {
            case JobState.Working working ->
                    error.isWorthRetrying() && working.tries() < MAX_TRIES
                            ? with(
                                    new JobState.Queued(
                                            working.tries(),
                                            now.plus(RESEND_AFTER),
                                            Optional.of(error)))
                            : with(failed(error), attempt, times.finish(now));
            case JobState.Publishing publishing ->
                    publishing.pending().isWorthRetryingAfter(error)
                            ? awaiting(publishing, publishing.pending().failed(error, now), now)
                            : with(failed(error), attempt, times.finish(now));
        };
    }

    /** What is committed stays, so that a restart only has to publish it. */
    private JobState.Failed failed(JobError error) {
        return new JobState.Failed(error, commit());
    }

    private Job awaiting(JobState.Publishing publishing, PendingPublication next, Instant now) {
        var from = next.notBefore().isAfter(now) ? next.notBefore() : now;
        var due = from.plus(RESEND_AFTER);
        return with(new JobState.AwaitingPublication(publishing.tries(), due, next));
    }

    /** The end with an error, from waiting or running, by another than its worker. */
    public Job giveUp(JobError error, Instant now) {
        return endedByOthers(failed(error), "failed", now);
    }

    /** Back to waiting through no fault of the job's: the worker is going away. */
    public Job handBack(Instant now) {
        return switch (running("handed back")) {
            case JobState.Working working ->
                    with(
                            new JobState.Queued(
                                    working.tries() - 1, now.plus(RESEND_AFTER), Optional.empty()));
            case JobState.Publishing publishing ->
                    awaiting(publishing, publishing.pending().handedBack(), now);
        };
    }

    /** Possible until its publication has begun. */
    public Job cancel(Instant now) {
        if (isPublicationBegun())
            throw new IllegalJobMove(state, "cancelled while its result is being published");
        return endedByOthers(new JobState.Cancelled(), "cancelled", now);
    }

    /** Whether files may have been copied to its destination in this run. */
    public boolean isPublicationBegun() {
        return switch (state) {
            case JobState.AwaitingPublication awaiting -> awaiting.pending().begun();
            case JobState.Publishing publishing -> publishing.pending().begun();
            default -> false;
        };
    }

    private Job endedByOthers(JobState.Ended end, String move, Instant now) {
        if (state instanceof JobState.Ended) throw illegal(move);
        return with(end, attempt + 1, times.finish(now));
    }

    /** One that failed with its files committed only has to be published. */
    public Job restart(Instant now) {
        if (!(state instanceof JobState.Ended)) throw illegal("restarted");
        var kept =
                state instanceof JobState.Failed failed ? failed.kept() : Optional.<Commit>empty();
        var restarting = new JobState.Restarting(now.plus(RESEND_AFTER), kept);
        return new Job(
                id,
                guid,
                asked,
                restarting,
                attempt + 1,
                times.again(now),
                kept.flatMap(_ -> facts),
                revision);
    }

    /** Its message was sent (again); look again at {@code due}. */
    public Job sent(Instant due) {
        if (!(state instanceof JobState.Waiting waiting)) throw illegal("sent");
        return with(
                switch (waiting) {
                    case JobState.Queued queued ->
                            new JobState.Queued(queued.tries(), due, queued.lastError());
                    case JobState.AwaitingPublication awaiting ->
                            new JobState.AwaitingPublication(
                                    awaiting.tries(), due, awaiting.pending());
                    case JobState.Restarting restarting -> sent(restarting, due);
                });
    }

    private static JobState.Waiting sent(JobState.Restarting restarting, Instant due) {
        return restarting
                .kept()
                .map(PendingPublication::of)
                .<JobState.Waiting>map(kept -> new JobState.AwaitingPublication(0, due, kept))
                .orElseGet(() -> new JobState.Queued(0, due, Optional.empty()));
    }

    private JobState.Running running(String move) {
        if (state instanceof JobState.Running running) return running;
        throw illegal(move);
    }

    private JobState.Publishing publishing(String move) {
        if (state instanceof JobState.Publishing publishing) return publishing;
        throw illegal(move);
    }

    private IllegalJobMove illegal(String move) {
        return state instanceof JobState.Publishing
                ? new IllegalJobMove(state, move + " while its result is being published")
                : new IllegalJobMove(state, move);
    }

    public Job withRevision(long stored) {
        return new Job(id, guid, asked, state, attempt, times, facts, stored);
    }

    private Job with(JobState next) {
        return with(next, attempt, times);
    }

    private Job with(JobState next, int nextAttempt, Times nextTimes) {
        return new Job(id, guid, asked, next, nextAttempt, nextTimes, facts, revision);
    }
}
