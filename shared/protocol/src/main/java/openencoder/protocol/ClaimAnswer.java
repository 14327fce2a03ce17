package openencoder.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.time.Duration;

/** What a machine is to do about a message and its job. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClaimAnswer.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = ClaimAnswer.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = ClaimAnswer.PutOff.class, name = "put_off"),
    @JsonSubTypes.Type(value = ClaimAnswer.Release.class, name = "release")
})
public sealed interface ClaimAnswer {
    /**
     * Work on the job.
     *
     * @param attempt from 1
     * @param credentials for this job's row and objects, and no others
     */
    record Claimed(long job, int attempt, AccessKeys credentials) implements ClaimAnswer {
        public Claimed {
            if (attempt < 1) throw new IllegalArgumentException("attempts begin with 1");
        }
    }

    /** Delete the message: the job has ended. */
    record Settled() implements ClaimAnswer {}

    /**
     * Come back to the message later.
     *
     * @param seconds for which the job cannot be claimed
     */
    record PutOff(long seconds) implements ClaimAnswer {
        /** At most the 12 hours for which a queue hides a message. */
        public Duration delay() {
            return Duration.ofSeconds(Math.clamp(seconds, 0, 43_200));
        }
    }

    /** Give the message back at once: this machine takes no more jobs. */
    record Release() implements ClaimAnswer {}
}
