package openencoder.worker.agent;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Beats while a job is held. */
public interface LeaseRenewal {
    /** Goes on until closed. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    Running start(JobLease lease);

    static LeaseRenewal everySecond() {
        // one thread for the pulse, which may wait for an answer, and one for the watch over it
        var threads =
                new ScheduledThreadPoolExecutor(
                        2, Thread.ofPlatform().daemon().name("hold").factory());
        return hold -> {
            var pulse = threads.scheduleWithFixedDelay(hold::pulse, 0, 1, TimeUnit.SECONDS);
            var watch = threads.scheduleWithFixedDelay(hold::watch, 1, 1, TimeUnit.SECONDS);
            return () -> {
                pulse.cancel(false);
                watch.cancel(false);
            };
        };
    }
}
