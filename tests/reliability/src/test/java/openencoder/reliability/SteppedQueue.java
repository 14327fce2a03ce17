package openencoder.reliability;

import openencoder.job.JobId;
import openencoder.job.JobQueue;

import java.time.Duration;
import java.util.Optional;

/** Each call is a step. */
record SteppedQueue(JobQueue queue) implements JobQueue {
    static final String RECEIVE = "receive";

    @Override
    public void send(JobId job) {
        step("send", () -> queue.send(job));
    }

    @Override
    public Optional<Delivery> receive(Duration wait) {
        return SteppedThread.call(RECEIVE, () -> queue.receive(wait));
    }

    @Override
    public void extend(Delivery delivery, Duration hidden) {
        step("extend", () -> queue.extend(delivery, hidden));
    }

    @Override
    public void release(Delivery delivery) {
        step("release", () -> queue.release(delivery));
    }

    @Override
    public void delete(Delivery delivery) {
        step("delete message", () -> queue.delete(delivery));
    }

    @Override
    public Depth depth() {
        return SteppedThread.call("depth", queue::depth);
    }

    private static void step(String name, Runnable work) {
        SteppedThread.call(
                name,
                () -> {
                    work.run();
                    return null;
                });
    }
}
