package openencoder.machine;

import java.time.Duration;
import java.time.Instant;

/**
 * A machine's one chance to make itself known.
 *
 * @param hash of the {@link MachineToken} that it was booted with
 */
public record Enrolment(String hash, Instant expires) {
    /** From the order on; a machine boots in a minute or two. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    public static Enrolment of(MachineToken token, Instant now) {
        return new Enrolment(token.hash(), now.plus(LIFE));
    }

    public boolean admits(MachineToken token, Instant now) {
        return now.isBefore(expires) && token.hash().equals(hash);
    }
}
