package openencoder.job;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells workers that there is work. It delivers at least once and in any order, so a message is
 * only a hint: the job's row says whether there is anything to do.
 */
public interface JobQueue {
    /**
     * @param handle what names this very delivery
     * @param deliveries how often this message was delivered, 1 the first time
     */
    record Delivery(JobId job, String handle, int deliveries) {}

    /**
     * @param waiting messages that a worker could receive now, about
     * @param inFlight messages delivered and not yet deleted, about
     * @param dead messages that were given up, about
     */
    record Depth(long waiting, long inFlight, long dead) {}

    void send(JobId job);

    /**
     * The next message, hidden from other receivers for the queue's visibility timeout.
     *
     * @param wait how long to wait for one, at most 20 s; an interrupt ends the wait
     */
    Optional<Delivery> receive(Duration wait);

    /** Hides the message for this long from now; a delivery that is over is fine. */
    void extend(Delivery delivery, Duration hidden);

    /** Lets another receive the message at once; a delivery that is over is fine. */
    void release(Delivery delivery);

    /** Removes the message for good; a delivery that is over is fine. */
    void delete(Delivery delivery);

    Depth depth();
}
