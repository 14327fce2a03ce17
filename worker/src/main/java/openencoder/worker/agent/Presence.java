package openencoder.worker.agent;

import openencoder.job.Job;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells that this worker is there: every few seconds, and at once when its job changes. */
public final class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    /**
     * @param host the machine's name
     * @param ffmpeg its version
     */
    public record Who(String id, String host, String ffmpeg, Instant startedAt) {}

    /** Whom it is told. Asked on one thread; what it throws is logged, and it is asked again. */
    public interface Listener {
        void hear(Optional<Job> job);

        /** The worker is about to end. */
        void bye();
    }

    private final Listener listener;
    private final Duration every;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("presence").factory());
    private volatile Optional<Job> job = Optional.empty();

    public Presence(Listener listener, Duration every) {
        this.listener = listener;
        this.every = every;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::tell, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @param next as claimed
     */
    public void worksOn(Optional<Job> next) {
        job = next;
        thread.execute(this::tell);
    }

    /** Says good-bye, waiting a second for that at most. */
    void end() throws InterruptedException {
        thread.execute(this::leave);
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }

    private void tell() {
        try {
            listener.hear(job);
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("Presence not reported");
        }
    }

    private void leave() {
        try {
            listener.bye();
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("Presence not removed");
        }
    }
}
