package openencoder.job;

import openencoder.output.Made;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a job stands: what is known of it there and nowhere else. {@link Job} has the moves.
 *
 * <pre>
 * queued → downloading → probing → encoding → uploading → publishing → completed
 *    ↑         any of these but publishing and completed → cancelled or error
 *    └──── restarting ◄── cancelled, error, completed
 * </pre>
 */
public sealed interface JobState {
    /** As users see it; a job that is being published is shown as uploading. */
    default JobStatus status() {
        return switch (this) {
            case Queued _ -> JobStatus.QUEUED;
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

    /** Asked for again; queued as soon as its message is sent. */
    record Restarting(Instant due) implements Waiting {
        @Override
        public int tries() {
            return 0;
        }

        @Override
        public Optional<JobError> lastError() {
            return Optional.empty();
        }
    }

    record Working(Stage stage, Lease lease, int tries, Progress progress) implements Running {
        @Override
        public Working renewed(Lease lease, Progress progress) {
            return new Working(stage, lease, tries, progress.noLessThan(this.progress));
        }
    }

    /** Committed: it can neither fail nor be cancelled any more, for its result is decided. */
    record Publishing(Lease lease, int tries, Progress progress, Commit commit) implements Running {
        @Override
        public Publishing renewed(Lease lease, Progress progress) {
            return new Publishing(lease, tries, progress.noLessThan(this.progress), commit);
        }
    }

    record Completed(Commit result) implements Ended {
        public Made made() {
            return result.made();
        }
    }

    record Cancelled() implements Ended {}

    record Failed(JobError error) implements Ended {}
}
