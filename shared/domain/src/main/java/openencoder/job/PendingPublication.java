package openencoder.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A result that is decided, and not or not wholly where its user wants it.
 *
 * @param tries claims for publishing it, in this run
 * @param notBefore when the next try may begin
 * @param begun whether files may have been copied in this run: stored before the first copy, and
 *     from then on the job cannot be cancelled
 * @param lastError why the try before this one failed
 */
public record PendingPublication(
        Commit commit, int tries, Instant notBefore, boolean begun, Optional<JobError> lastError) {
    /** For about an hour: stores are down that long, now and then. */
    public static final int MAX_TRIES = 18;

    /** For 15 seconds: changed rights and policies need a moment to take effect. */
    public static final int MAX_REFUSALS = 3;

    private static final Instant AT_ONCE = Instant.EPOCH;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    public static PendingPublication of(Commit commit) {
        return new PendingPublication(commit, 0, AT_ONCE, false, Optional.empty());
    }

    PendingPublication claimed() {
        return new PendingPublication(commit, tries + 1, notBefore, begun, lastError);
    }

    PendingPublication beginning() {
        return new PendingPublication(commit, tries, notBefore, true, lastError);
    }

    PendingPublication handedBack() {
        return new PendingPublication(commit, tries - 1, AT_ONCE, begun, lastError);
    }

    PendingPublication failed(JobError error, Instant now) {
        return new PendingPublication(commit, tries, now.plus(pause()), begun, Optional.of(error));
    }

    /** Whether another try may help: there are more of them for what passes by itself. */
    boolean isWorthRetryingAfter(JobError error) {
        return tries < (error.isWorthRetrying() ? MAX_TRIES : MAX_REFUSALS);
    }

    /** After each try twice as long. */
    private Duration pause() {
        var doublings = Math.clamp(tries - 1, 0, MOST_DOUBLINGS);
        var pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
