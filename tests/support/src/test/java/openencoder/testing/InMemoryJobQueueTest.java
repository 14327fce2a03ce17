package openencoder.testing;

import openencoder.job.JobQueue;
import openencoder.testing.contract.JobQueueContract;

import java.time.Duration;

class InMemoryJobQueueTest extends JobQueueContract {
    private final SettableClock clock = SettableClock.atNoon();
    private final JobQueue queue = new InMemoryJobQueue(clock);

    @Override
    protected JobQueue queue() {
        return queue;
    }

    @Override
    protected void pass(Duration time) {
        clock.tick(time);
    }
}
