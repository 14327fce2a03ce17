package openencoder.worker.agent;

import openencoder.job.Job;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells the control plane every few seconds, and when the job changes, that the worker is alive.
 */
public final class Heartbeats implements WorkerReporter {
    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    private final ControlPlane plane;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().daemon().name("heartbeat").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());
    private volatile Optional<Job> job = Optional.empty();

    public Heartbeats(ControlPlane plane) {
        this.plane = plane;
    }

    public void start(WorkerCommands worker) {
        thread.scheduleWithFixedDelay(
                () -> heartbeat(worker), 0, plane.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void worksOn(Optional<Job> next, WorkerCommands worker) {
        job = next;
        thread.execute(() -> heartbeat(worker));
    }

    private void heartbeat(WorkerCommands worker) {
        try {
            plane.heartbeat(job, worker);
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("Heartbeat failed");
        }
    }

    /** Ends the heartbeats and tells the control plane so, waiting at most this long. */
    public void leave(Duration most) throws InterruptedException {
        thread.execute(this::leave);
        thread.shutdown();
        thread.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void leave() {
        try {
            plane.leave();
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("The control plane was not told");
        } catch (InterruptedException _) {
            // the process ends; the control plane finds out when no heartbeat comes
        }
    }
}
