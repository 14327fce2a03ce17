package openencoder.jobs;

import openencoder.account.UserId;
import openencoder.job.OpenJobs;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Lets an account begin a job, if it has not too many open already.
 *
 * @param most from {@code OPEN_JOBS_PER_ACCOUNT}
 */
record Admission(OpenJobs open, int most, InstantSource clock) {
    /**
     * @param begin begins the job; if that fails, nothing was counted
     * @throws openencoder.refusal.TooMany {@code job.too_many_open}
     */
    <T> T admit(UserId account, Supplier<T> begin) {
        open.admit(account, most, clock.instant());
        try {
            return begin.get();
        } catch (RuntimeException failed) {
            open.takeBack(account);
            throw failed;
        }
    }

    /** None was begun after all. */
    void takeBack(UserId account) {
        open.takeBack(account);
    }
}
