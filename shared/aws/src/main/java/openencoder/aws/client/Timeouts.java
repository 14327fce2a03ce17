package openencoder.aws.client;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a call waits for its answer. A call that AWS never got is found out by nothing else: the
 * connection stays open and silent. A healthy answer comes within a second; so a try ends after 5 s
 * and a call, of three tries, after 16 s: before the function that makes it (20 s), and well before
 * the lease that it renews (60 s).
 *
 * <p>Calls that move bytes get the more time the more they move.
 */
public final class Timeouts {
    static final Duration TRY = Duration.ofSeconds(5);
    static final Duration CALL = Duration.ofSeconds(16);

    // Per second: the slowest line that an output is to be sent over, and S3 copying within S3.
    private static final long SENT = 16L << 10;
    private static final long COPIED = 4L << 20;

    private static final int TRIES = 3;

    private Timeouts() {}

    /**
     * @param wait how long the queue may wait for a message before it answers
     */
    public static Consumer<AwsRequestOverrideConfiguration.Builder> withPoll(Duration wait) {
        return with(wait);
    }

    public static Consumer<AwsRequestOverrideConfiguration.Builder> withSending(long bytes) {
        return with(Duration.ofSeconds(bytes / SENT));
    }

    public static Consumer<AwsRequestOverrideConfiguration.Builder> withCopying(long bytes) {
        return with(Duration.ofSeconds(bytes / COPIED));
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> with(Duration more) {
        return o ->
                o.apiCallAttemptTimeout(TRY.plus(more))
                        .apiCallTimeout(CALL.plus(more.multipliedBy(TRIES)));
    }
}
