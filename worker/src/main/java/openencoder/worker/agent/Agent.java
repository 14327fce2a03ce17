package openencoder.worker.agent;

import openencoder.job.Claim;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobQueue.Delivery;
import openencoder.job.JobRepository;
import openencoder.job.JobState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes one message after the other and does what {@link openencoder.job.ClaimJob} says about its
 * job: works on it and deletes the message after the last write, or puts the message off, or
 * deletes it at once.
 */
public final class Agent implements WorkerCommands {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_PUT_OFF = Duration.ofMinutes(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int PUNCTUAL_DELIVERIES = 4;
    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    /** Where jobs come from, and where they are kept. */
    public record Sources(JobQueue messages, ControlPlane plane, JobRepository rows) {}

    private final Duration lease;
    private final ControlPlane plane;
    private final JobRepository jobs;
    private final JobQueue queue;
    private final JobRunner runner;
    private final LeaseRenewal renewal;
    private final WorkerReporter reporter;
    private final Clocks clocks;

    private final Object state = new Object();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<JobLease> current = Optional.empty();
    private Optional<Thread> polling = Optional.empty();
    private Optional<JobLease.Ending> ending = Optional.empty();

    /**
     * @param lease how long the worker may be silent before another takes its job
     */
    public Agent(
            Duration lease,
            Sources sources,
            JobRunner runner,
            LeaseRenewal renewal,
            WorkerReporter reporter,
            Clocks clocks) {
        this.lease = lease;
        plane = sources.plane();
        jobs = sources.rows();
        queue = sources.messages();
        this.runner = runner;
        this.renewal = renewal;
        this.reporter = reporter;
        this.clocks = clocks;
    }

    /** Works until told to leave or to drain. */
    public void run() {
        try {
            for (var pause = RetryDelay.NONE; !isClosed(); ) {
                try {
                    runOnce(LONGEST_WAIT);
                    pause = RetryDelay.NONE;
                } catch (RuntimeException failed) {
                    log.atWarn().addKeyValue("reason", failed).log("Queue or table did not answer");
                    pause = pause.longer();
                    pause.sleep(closed);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /**
     * Handles one message, if one comes.
     *
     * @return whether one came
     */
    boolean runOnce(Duration wait) {
        var delivery = receive(wait);
        delivery.ifPresent(this::handle);
        return delivery.isPresent();
    }

    private Optional<Delivery> receive(Duration wait) {
        synchronized (state) {
            if (isClosed()) return Optional.empty();
            polling = Optional.of(Thread.currentThread());
        }
        try {
            return queue.receive(wait);
        } finally {
            synchronized (state) {
                polling = Optional.empty();
                Thread.interrupted();
            }
        }
    }

    private void handle(Delivery delivery) {
        var claim = isClosed() ? Optional.<Claim>empty() : plane.claim(delivery.job());
        if (claim.isEmpty()) {
            queue.release(delivery);
            return;
        }
        switch (claim.get()) {
            case Claim.Claimed(var job) -> work(delivery, job);
            case Claim.Settled(var givenUp) -> {
                if (givenUp) log.atError().addKeyValue("jobId", delivery.job()).log("Job given up");
                queue.delete(delivery);
            }
            case Claim.PutOff(var leaseLeft) -> putOff(delivery, leaseLeft);
        }
    }

    private void work(Delivery delivery, Job claimed) {
        log.atInfo()
                .addKeyValue("jobId", claimed.id())
                .addKeyValue("attempt", claimed.attempt())
                .log("Job claimed");
        var held = new JobLease(jobs, queue, delivery, claimed, lease, clocks);
        begin(held);
        try (var _ = renewal.start(held)) {
            acknowledge(delivery, runner.run(held), held.job());
        } finally {
            end();
        }
    }

    private void begin(JobLease held) {
        reporter.worksOn(Optional.of(held.job()), this);
        synchronized (state) {
            current = Optional.of(held);
            ending.ifPresent(held::stop);
        }
    }

    private void end() {
        synchronized (state) {
            current = Optional.empty();
        }
        reporter.worksOn(Optional.empty(), this);
    }

    private void acknowledge(Delivery delivery, JobRunner.Outcome outcome, Job left) {
        switch (outcome) {
            case ENDED -> queue.delete(delivery);
            case AGAIN -> queue.extend(delivery, pause(delivery, left));
            case GIVEN_BACK -> queue.release(delivery);
        }
    }

    private Duration pause(Delivery delivery, Job left) {
        var now = clocks.wall().instant();
        return left.notBefore()
                .map(next -> Duration.between(now, next))
                .orElseGet(() -> FIRST_PAUSE.multipliedBy(delivery.deliveries()));
    }

    // At first just until the lease is over, for its worker may be dead; then longer each time, for
    // a queue gives up a message that was delivered too often.
    private void putOff(Delivery delivery, Duration leaseLeft) {
        var factor = 1L << Math.clamp(delivery.deliveries() - PUNCTUAL_DELIVERIES, 0, 10);
        var wait = leaseLeft.plusSeconds(1).multipliedBy(factor);
        queue.extend(delivery, wait.compareTo(LONGEST_PUT_OFF) > 0 ? LONGEST_PUT_OFF : wait);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void drain() {
        close();
    }

    @Override
    public void abandon() {
        close();
        stop(JobLease.Ending.LOST);
    }

    @Override
    public void lose(JobId job, int attempt) {
        synchronized (state) {
            current.filter(held -> held.job().id().equals(job))
                    .filter(held -> held.job().attempt() == attempt)
                    .ifPresent(held -> held.stop(JobLease.Ending.LOST));
        }
    }

    /**
     * Takes no more messages, and waits for the job at hand to end or hands it back. To be called
     * on another thread than the one that runs.
     *
     * @param timeout for a job that is about to end
     * @param handBack time for handing it back
     * @return whether all was done in that time
     */
    boolean leave(Duration timeout, Duration handBack) throws InterruptedException {
        var held = close();
        if (held.isPresent() && isAboutToEnd(held.get().job(), timeout))
            ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        stop(JobLease.Ending.LEAVING);
        return ended.await(handBack.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on no message is taken. */
    private Optional<JobLease> close() {
        synchronized (state) {
            closed.countDown();
            polling.ifPresent(Thread::interrupt);
            return current;
        }
    }

    /** Whatever is at hand, or just about to be. */
    private void stop(JobLease.Ending why) {
        synchronized (state) {
            if (ending.isEmpty()) ending = Optional.of(why);
            current.ifPresent(held -> held.stop(why));
        }
    }

    private static boolean isAboutToEnd(Job job, Duration timeout) {
        return switch (job.state()) {
            case JobState.Working working ->
                    switch (working.stage()) {
                        case UPLOADING -> true;
                        case ENCODING ->
                                working.progress()
                                        .eta()
                                        .filter(eta -> eta.compareTo(timeout) < 0)
                                        .isPresent();
                        case DOWNLOADING, PROBING -> false;
                    };
            case JobState.Publishing _ -> true;
            case JobState.Waiting _, JobState.Ended _ -> false;
        };
    }
}
