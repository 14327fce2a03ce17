package openencoder.refusal;

import java.time.Duration;

/** Too often; again after a while. */
public final class TooMany extends Refusal {
    private final Duration retryAfter;

    public TooMany(String code, String message, Duration retryAfter) {
        super(code, message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
