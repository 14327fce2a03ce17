package openencoder.job;

import openencoder.output.Made;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a job stands: what is known of it there and nowhere else. {@link Job} has the moves.
 *
 * <pre>
 * queued → downloading → probing → encoding → uploading → publishing → completed
 *    ↑                                                     ↓      ↑
 *    │                                             awaiting publication
 *    │         any of these but completed → error
 *    │         any of these but completed → cancelled, until a publication has begun
 *    └──── restarting ◄── cancelled, error, completed
 * </pre>
 */
public sealed interface JobState {
    /** As users see it; one that is being published is shown as uploading. */
    default JobStatus status() {
        return switch (this) {
            case Queued _, AwaitingPublication _ -> JobStatus.QUEUED;
            case Restarting _ -> JobStatus.RESTARTING;
            case Working working -> working.stage().status();
            case Publishing _ -> JobStatus.UPLOADING;
            case Completed _ -> JobStatus.COMPLETED;
            case Cancelled _ -> JobStatus.CANCELLED;
            case Failed _ -> JobStatus.ERROR;
        };
    }

    /** Waits for a worker. */
    sealed interface Waiting extends JobState {
        /** Claims since the job was created or restarted. */
        int tries();

        /** When to send its message again, should no worker have come. */
        Instant due();

        /** Why the attempt before this failed. */
        Optional<JobError> lastError();

        /** Whether a worker has had it since it was created or restarted. */
        default boolean wasClaimed() {
            return tries() > 0;
        }
    }

    /** A worker has it. */
    sealed interface Running extends JobState {
        Lease lease();

        int tries();

        Progress progress();

        /** The same with another lease and progress, which never goes back. */
        Running renewed(Lease lease, Progress progress);
    }

    /** Over, unless it is restarted. */
    sealed interface Ended extends JobState {}

    /** What a worker does before the commit, in this order. */
    enum Stage {
        DOWNLOADING,
        PROBING,
        ENCODING,
        UPLOADING;

        public JobStatus status() {
            return JobStatus.valueOf(name());
        }

        boolean isFollowedBy(Stage next) {
            return ordinal() + 1 == next.ordinal();
        }
    }

    record Queued(int tries, Instant due, Optional<JobError> lastError) implements Waiting {}

    /**
     * Asked for again; queued as soon as its message is sent.
     *
     * @param kept what is left to be published of the run before
     */
    record Restarting(Instant due, Optional<Commit> kept) implements Waiting {
        @Override
        public int tries() {
            return 0;
        }

        @Override
        public Optional<JobError> lastError() {
            return Optional.empty();
        }
    }

    /** Committed, and nothing is left to do but to publish it. */
    record AwaitingPublication(int tries, Instant due, PendingPublication pending)
            implements Waiting {
        public Commit commit() {
            return pending.commit();
        }

        @Override
        public Optional<JobError> lastError() {
            return pending.lastError();
        }

        @Override
        public boolean wasClaimed() {
            return tries > 0 || pending.tries() > 0;
        }
    }

    record Working(Stage stage, Lease lease, int tries, Progress progress) implements Running {
        @Override
        public Working renewed(Lease lease, Progress progress) {
            return new Working(stage, lease, tries, progress.noLessThan(this.progress));
        }
    }

    /** Committed: its files are copied to where its user wants them. */
    record Publishing(Lease lease, int tries, Progress progress, PendingPublication pending)
            implements Running {
        public Commit commit() {
            return pending.commit();
        }

        Publishing with(PendingPublication next) {
            return new Publishing(lease, tries, progress, next);
        }

        @Override
        public Publishing renewed(Lease lease, Progress progress) {
            return new Publishing(lease, tries, progress.noLessThan(this.progress), pending);
        }
    }

    record Completed(Commit result) implements Ended {
        public Made made() {
            return result.made();
        }
    }

    record Cancelled() implements Ended {}

    /**
     * @param kept what was committed and could not be published: a restart tries that again
     */
    record Failed(JobError error, Optional<Commit> kept) implements Ended {}
}
