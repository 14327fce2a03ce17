package openencoder.worker;

import openencoder.job.JobId;
import openencoder.roster.WorkerReport;
import openencoder.roster.WorkerRoster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells people that this worker is there: every few seconds, and at once when its job changes. */
final class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final long EVERY_SECONDS = 5;

    /**
     * @param host the machine's name
     * @param ffmpeg its version
     */
    record Who(String id, String host, String ffmpeg, Instant startedAt) {}

    private final WorkerRoster roster;
    private final Who who;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("presence").factory());
    private volatile Optional<JobId> job = Optional.empty();

    Presence(WorkerRoster roster, Who who, InstantSource clock) {
        this.roster = roster;
        this.who = who;
        this.clock = clock;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::report, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void worksOn(Optional<JobId> next) {
        job = next;
        thread.execute(this::report);
    }

    /** Takes itself off the list, waiting a second for that at most. */
    void end() throws InterruptedException {
        thread.execute(this::remove);
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }

    private void report() {
        try {
            roster.report(
                    new WorkerReport(
                            who.id(),
                            who.host(),
                            job,
                            who.ffmpeg(),
                            who.startedAt(),
                            clock.instant()));
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("Presence not reported");
        }
    }

    private void remove() {
        try {
            roster.remove(who.id());
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("Presence not removed");
        }
    }
}
