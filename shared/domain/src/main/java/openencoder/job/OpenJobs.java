package openencoder.job;

import openencoder.account.UserId;
import openencoder.refusal.TooMany;

import java.time.Duration;
import java.time.Instant;

/**
 * How many jobs of each account have not ended, counted for all instances of a program together.
 * Beginnings are counted one by one; ends are not, so the jobs themselves are counted anew when the
 * limit seems to be reached.
 */
public interface OpenJobs {
    /** For so long a job that was just made may be missing when jobs are counted anew. */
    Duration SETTLES = Duration.ofSeconds(2);

    /** When to come again if there are really so many. */
    Duration LATER = Duration.ofSeconds(30);

    /**
     * Counts a job that is about to be made or restarted. Of many at the same moment no more are
     * let in than there is room for.
     *
     * @param most that the account may have open
     * @throws TooMany {@code job.too_many_open}
     */
    void admit(UserId account, int most, Instant now);

    /** Takes back what was counted: no job was begun after all. */
    void takeBack(UserId account);

    /** What is said beyond the limit. */
    static TooMany tooMany(long open, int most, Duration retryAfter) {
        return new TooMany(
                "job.too_many_open",
                "The account has %d of at most %d open jobs; wait for some to end, or cancel some."
                        .formatted(open, most),
                retryAfter);
    }
}
