package openencoder.machine;

import java.time.Duration;
import java.time.Instant;

/**
 * What an enrolled machine calls with for a while.
 *
 * @param hash of the {@link MachineToken} that it was given
 */
public record Session(String hash, Instant expires) {
    public static final Duration LIFE = Duration.ofMinutes(15);

    public static Session of(MachineToken token, Instant now) {
        return new Session(token.hash(), now.plus(LIFE));
    }

    boolean admits(MachineToken token, Instant now) {
        return now.isBefore(expires) && token.hash().equals(hash);
    }

    /** Whether a third of its life is left, or less. */
    public boolean isAging(Instant now) {
        return !now.isBefore(expires.minus(LIFE.dividedBy(3)));
    }
}
