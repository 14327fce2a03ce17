package openencoder.testing;

import openencoder.job.JobId;
import openencoder.job.JobQueue;

import java.time.Duration;
import java.util.Optional;

/** Hands every call on; for tests that want one of them otherwise. */
public abstract class ForwardingJobQueue implements JobQueue {
    protected final JobQueue queue;

    protected ForwardingJobQueue(JobQueue queue) {
        this.queue = queue;
    }

    @Override
    public void send(JobId job) {
        queue.send(job);
    }

    @Override
    public Optional<Delivery> receive(Duration wait) {
        return queue.receive(wait);
    }

    @Override
    public void extend(Delivery delivery, Duration hidden) {
        queue.extend(delivery, hidden);
    }

    @Override
    public void release(Delivery delivery) {
        queue.release(delivery);
    }

    @Override
    public void delete(Delivery delivery) {
        queue.delete(delivery);
    }

    @Override
    public Depth depth() {
        return queue.depth();
    }
}
