package openencoder.worker.agent;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobQueue;
import openencoder.job.JobQueue.Delivery;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.job.Lease;
import openencoder.job.Progress;
import openencoder.job.Unstorable;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * This worker's right to one job, from the claim to the last write. Every write of the job goes
 * through here, one at a time. {@link #pulse} keeps the right alive; once it is lost, or the worker
 * has to leave, the thread that works on the job is interrupted.
 */
final class JobLease {
    private static final Duration WRITE_EVERY = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(JobLease.class);

    /** Why the work has to stop before its end. */
    enum Ending {
        /** Another worker has the job now, or none. */
        LOST,
        /** The worker is going away. */
        LEAVING
    }

    private final JobRepository jobs;
    private final JobQueue queue;
    private final Delivery delivery;
    private final Duration length;
    private final Clocks clocks;
    private final Thread owner = Thread.currentThread();
    private final String worker;

    private final ReentrantLock writing = new ReentrantLock();
    private volatile Job job;
    private volatile Progress progress;
    private Progress writtenProgress;
    private volatile Instant lastWrite;
    private Instant lastExtension = Instant.MIN;

    private final Object stopping = new Object();
    private volatile Optional<Ending> ending = Optional.empty();
    private boolean isInterruptible = true;

    /**
     * @param claimed as just stored by the claim, on the thread that will work on it
     * @param length of the lease
     */
    JobLease(
            JobRepository jobs,
            JobQueue queue,
            Delivery delivery,
            Job claimed,
            Duration length,
            Clocks clocks) {
        this.jobs = jobs;
        this.queue = queue;
        this.delivery = delivery;
        this.job = claimed;
        this.length = length;
        this.clocks = clocks;
        worker = claimed.lease().orElseThrow().worker();
        progress = claimed.progress();
        writtenProgress = progress;
        lastWrite = clocks.steady().instant();
    }

    /** As last stored. */
    Job job() {
        return job;
    }

    boolean isCommitted() {
        return job.commit().isPresent();
    }

    /** To be stored with one of the next pulses. */
    void report(Progress reached) {
        progress = reached;
    }

    /**
     * Stores a move, and with it a longer lease.
     *
     * @throws LeaseLost if the job is no longer ours
     * @throws EncodeFailure {@code transient.storage} if that cannot be found out
     * @throws Unstorable if the row is refused, now and whenever it is sent
     */
    Job move(UnaryOperator<Job> change) {
        UnaryOperator<Job> move = row -> renewed(change.apply(row));
        writing.lock();
        try {
            var sent = clocks.steady().instant();
            var reached = progress;
            job = stored(move);
            lastWrite = sent;
            writtenProgress = reached;
            return job;
        } catch (LeaseLost lost) {
            lose(lost.getMessage());
            throw lost;
        } finally {
            writing.unlock();
        }
    }

    private Job renewed(Job moved) {
        if (moved.lease().isEmpty()) return moved;
        return moved.renewed(Lease.of(worker, clocks.wall().instant(), length), progress);
    }

    private Job stored(UnaryOperator<Job> move) {
        var moved = move.apply(job);
        try {
            return jobs.replace(moved).orElseGet(() -> reconciled(moved, move));
        } catch (LeaseLost | Unstorable known) {
            throw known;
        } catch (RuntimeException failed) {
            log.atWarn()
                    .addKeyValue("jobId", job.id())
                    .addKeyValue("reason", failed)
                    .log("Write unanswered");
            return afterSilence(moved, move);
        }
    }

    private Job afterSilence(Job moved, UnaryOperator<Job> move) {
        try {
            return reconciled(moved, move);
        } catch (LeaseLost | Unstorable known) {
            throw known;
        } catch (RuntimeException _) {
            throw new EncodeFailure(
                    JobError.of(
                            JobError.Kind.TRANSIENT,
                            "transient.storage",
                            "The table of jobs did not answer."));
        }
    }

    /**
     * The row is not as we knew it, or no answer came. While it runs under our attempt only we
     * write to it, so it was an earlier write of ours that was thought to have failed.
     */
    private Job reconciled(Job moved, UnaryOperator<Job> move) {
        var found = jobs.find(job.id());
        var landed = found.filter(row -> isOutcomeOf(moved, row));
        if (landed.isPresent()) return landed.get();
        return jobs.replace(move.apply(ours(found)))
                .orElseThrow(() -> new LeaseLost("another writer changed it"));
    }

    private boolean isOutcomeOf(Job moved, Job row) {
        return row.attempt() == job.attempt()
                && row.revision() > job.revision()
                && row.status() == moved.status()
                && row.commit().isPresent() == moved.commit().isPresent()
                && row.isPublicationBegun() == moved.isPublicationBegun();
    }

    private Job ours(Optional<Job> found) {
        return found.filter(row -> row.attempt() == job.attempt())
                .filter(row -> row.state() instanceof JobState.Running)
                .orElseThrow(
                        () -> new LeaseLost(found.map(JobLease::describe).orElse("it is gone")));
    }

    private static String describe(Job row) {
        return "it is %s in attempt %d".formatted(row.status().wireName(), row.attempt());
    }

    /**
     * To be called about every second: stores progress at most every 2 s, renews lease and message
     * at a third of the lease's length, and in between looks whether the job is still ours.
     */
    void pulse() {
        writing.lock();
        try {
            if (!isOpen()) return;
            if (isWriteDue()) move(UnaryOperator.identity());
            else ours(jobs.find(job.id()));
            extendMessage();
        } catch (LeaseLost lost) {
            lose(lost.getMessage());
        } catch (RuntimeException failed) {
            log.atWarn()
                    .addKeyValue("jobId", job.id())
                    .addKeyValue("reason", failed)
                    .log("Pulse unanswered");
        } finally {
            writing.unlock();
        }
    }

    /** Ends the work when no write got through for as long as a lease lasts. Never waits. */
    void watch() {
        if (isOpen() && since(lastWrite).compareTo(length) >= 0)
            lose("its lease is over and could not be renewed");
    }

    private boolean isWriteDue() {
        var age = since(lastWrite);
        if (age.compareTo(WRITE_EVERY) < 0) return false;
        return !progress.equals(writtenProgress) || age.compareTo(length.dividedBy(3)) >= 0;
    }

    private void extendMessage() {
        if (since(lastExtension).compareTo(length.dividedBy(3)) < 0) return;
        lastExtension = clocks.steady().instant();
        try {
            queue.extend(delivery, length);
        } catch (RuntimeException failed) {
            // should it be delivered again, the row says that it is ours, and it is put off
            log.atWarn()
                    .addKeyValue("jobId", job.id())
                    .addKeyValue("reason", failed)
                    .log("Message not hidden");
        }
    }

    private Duration since(Instant then) {
        return Duration.between(then, clocks.steady().instant());
    }

    private boolean isOpen() {
        return ending.filter(Ending.LOST::equals).isEmpty()
                && job.state() instanceof JobState.Running;
    }

    private void lose(String reason) {
        if (ending.filter(Ending.LOST::equals).isPresent()) return;
        log.atWarn()
                .addKeyValue("jobId", job.id())
                .addKeyValue("attempt", job.attempt())
                .addKeyValue("reason", reason)
                .log("Job is no longer ours");
        stop(Ending.LOST);
    }

    /** Interrupts the work on the job. */
    void stop(Ending why) {
        synchronized (stopping) {
            if (ending.isEmpty()) ending = Optional.of(why);
            if (isInterruptible) owner.interrupt();
        }
    }

    /**
     * @throws LeaseLost if the work has to stop
     */
    void check() {
        if (ending.isPresent()) throw new LeaseLost("the work has to stop");
    }

    /** The work has stopped: from now on there is nothing to interrupt. */
    Optional<Ending> settle() {
        synchronized (stopping) {
            isInterruptible = false;
            Thread.interrupted();
            return ending;
        }
    }

    /**
     * Whether no worker will ever want this attempt's files. One that was committed may be being
     * published by another worker now.
     */
    boolean isAttemptAbandoned() {
        return jobs.find(job.id())
                .filter(row -> row.attempt() > job.attempt())
                .filter(row -> row.commit().filter(c -> c.attempt() == job.attempt()).isEmpty())
                .isPresent();
    }
}
