package openencoder.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts tries within windows of time, for all instances of a program together. */
public interface RateCounter {
    /**
     * @param count of the tries in the window
     * @param until when the window ends and counting starts anew
     */
    record Count(long count, Instant until) {}

    /**
     * Counts one try. The first opens a window; of many at the same moment each gets a count of its
     * own.
     *
     * @param key whose tries, of any length
     * @return the tries with this one
     */
    Count add(String key, Duration window, Instant now);

    /** Takes one try back, if its window is still open. */
    void takeBack(String key, Instant now);

    /** The tries of a window that is open. */
    Optional<Count> find(String key, Instant now);
}
