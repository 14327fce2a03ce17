package openencoder.job;

import openencoder.output.Made;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a job stands. A state offers only the moves that are legal from it.
 *
 * <pre>
 * queued → downloading → probing → encoding → uploading → completed
 *    ↑         any of these but completed → cancelled or error
 *    └──── restarting ◄── cancelled, error, completed
 * </pre>
 */
public sealed interface JobState {
    JobStatus status();

    /** Waits for a worker. */
    sealed interface Waiting extends JobState {
        /** Claims since the job was created or restarted. */
        int tries();

        /** When to send its message again, should no worker have come. */
        Instant due();

        default Downloading claim(Lease lease) {
            return new Downloading(lease, tries() + 1, Progress.NONE);
        }

        default Queued resentUntil(Instant due) {
            return new Queued(tries(), due, lastError());
        }

        /** Why the attempt before this failed. */
        Optional<JobError> lastError();

        default Cancelled cancel() {
            return new Cancelled();
        }

        default Failed fail(JobError error) {
            return new Failed(error);
        }
    }

    /** A worker has it. */
    sealed interface Running extends JobState {
        Lease lease();

        int tries();

        Progress progress();

        /** The same with another lease and progress, which never goes back. */
        Running pulse(Lease lease, Progress progress);

        /** What another worker begins with once the lease is over. */
        default Running takeOver(Lease lease) {
            return new Downloading(lease, tries() + 1, Progress.NONE);
        }

        /** Back to waiting because this attempt failed in a way that another may not. */
        default Queued retry(Instant due, JobError error) {
            return new Queued(tries(), due, Optional.of(error));
        }

        /** Back to waiting through no fault of the job's: the worker is going away. */
        default Queued handBack(Instant due) {
            return new Queued(tries() - 1, due, Optional.empty());
        }

        default Cancelled cancel() {
            return new Cancelled();
        }

        default Failed fail(JobError error) {
            return new Failed(error);
        }
    }

    /** Nobody works on it any more. */
    sealed interface Ended extends JobState {
        default Restarting restart(Instant due) {
            return new Restarting(due);
        }
    }

    record Queued(int tries, Instant due, Optional<JobError> lastError) implements Waiting {
        @Override
        public JobStatus status() {
            return JobStatus.QUEUED;
        }
    }

    /** Asked for again; queued as soon as its message is sent. */
    record Restarting(Instant due) implements Waiting {
        @Override
        public JobStatus status() {
            return JobStatus.RESTARTING;
        }

        @Override
        public int tries() {
            return 0;
        }

        @Override
        public Optional<JobError> lastError() {
            return Optional.empty();
        }
    }

    record Downloading(Lease lease, int tries, Progress progress) implements Running {
        @Override
        public JobStatus status() {
            return JobStatus.DOWNLOADING;
        }

        @Override
        public Downloading pulse(Lease lease, Progress progress) {
            return new Downloading(lease, tries, progress.noLessThan(this.progress));
        }

        public Probing probe() {
            return new Probing(lease, tries, progress);
        }
    }

    record Probing(Lease lease, int tries, Progress progress) implements Running {
        @Override
        public JobStatus status() {
            return JobStatus.PROBING;
        }

        @Override
        public Probing pulse(Lease lease, Progress progress) {
            return new Probing(lease, tries, progress.noLessThan(this.progress));
        }

        public Encoding encode() {
            return new Encoding(lease, tries, progress);
        }
    }

    record Encoding(Lease lease, int tries, Progress progress) implements Running {
        @Override
        public JobStatus status() {
            return JobStatus.ENCODING;
        }

        @Override
        public Encoding pulse(Lease lease, Progress progress) {
            return new Encoding(lease, tries, progress.noLessThan(this.progress));
        }

        public Uploading upload() {
            return new Uploading(lease, tries, progress, Optional.empty());
        }
    }

    /**
     * @param commit once there, the job can neither fail nor be cancelled: its result is decided
     */
    record Uploading(Lease lease, int tries, Progress progress, Optional<Commit> commit)
            implements Running {
        @Override
        public JobStatus status() {
            return JobStatus.UPLOADING;
        }

        @Override
        public Uploading pulse(Lease lease, Progress progress) {
            return new Uploading(lease, tries, progress.noLessThan(this.progress), commit);
        }

        @Override
        public Running takeOver(Lease lease) {
            return commit.isPresent()
                    ? new Uploading(lease, tries, progress, commit)
                    : Running.super.takeOver(lease);
        }

        @Override
        public Queued retry(Instant due, JobError error) {
            refuseOnceCommitted("tried again");
            return Running.super.retry(due, error);
        }

        @Override
        public Queued handBack(Instant due) {
            refuseOnceCommitted("handed back");
            return Running.super.handBack(due);
        }

        @Override
        public Cancelled cancel() {
            refuseOnceCommitted("cancelled");
            return Running.super.cancel();
        }

        @Override
        public Failed fail(JobError error) {
            refuseOnceCommitted("failed");
            return Running.super.fail(error);
        }

        public Uploading commit(Commit result) {
            refuseOnceCommitted("committed again");
            return new Uploading(lease, tries, progress, Optional.of(result));
        }

        public Completed complete() {
            var result =
                    commit.orElseThrow(
                            () -> new IllegalMove(this, "completed before it is committed"));
            return new Completed(result);
        }

        private void refuseOnceCommitted(String move) {
            if (commit.isPresent())
                throw new IllegalMove(this, move + " while its result is being published");
        }
    }

    record Completed(Commit result) implements Ended {
        @Override
        public JobStatus status() {
            return JobStatus.COMPLETED;
        }

        public Made made() {
            return result.made();
        }
    }

    record Cancelled() implements Ended {
        @Override
        public JobStatus status() {
            return JobStatus.CANCELLED;
        }
    }

    record Failed(JobError error) implements Ended {
        @Override
        public JobStatus status() {
            return JobStatus.ERROR;
        }
    }
}
