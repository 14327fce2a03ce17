package openencoder.job;

import java.time.Duration;

/** What {@link ClaimJob} found out about a job, and so what is to be done with its message. */
public sealed interface Claim {
    /** It is the worker's now: the message is deleted after the job's last write. */
    record Claimed(Job job) implements Claim {}

    /**
     * There is nothing to do, now or later, for the job is gone or has ended: the message can be
     * deleted.
     *
     * @param givenUp whether it has ended just now, because every worker that it may have died
     */
    record Settled(boolean givenUp) implements Claim {}

    /**
     * Another has it: the message may be the last one should that worker die, so it is to come
     * again.
     *
     * @param delay how long the job cannot be claimed, 0 or more
     */
    record PutOff(Duration delay) implements Claim {}
}
