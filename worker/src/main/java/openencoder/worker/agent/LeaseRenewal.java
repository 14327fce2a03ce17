package openencoder.worker.agent;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Renews the lease while a job is worked on. */
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
                        2, Thread.ofPlatform().daemon().name("lease").factory());
        return lease -> {
            var pulse = threads.scheduleWithFixedDelay(lease::pulse, 0, 1, TimeUnit.SECONDS);
            var watch = threads.scheduleWithFixedDelay(lease::watch, 1, 1, TimeUnit.SECONDS);
            return () -> {
                pulse.cancel(false);
                watch.cancel(false);
            };
        };
    }
}
