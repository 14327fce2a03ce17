package openencoder.machine;

import java.time.Duration;
import java.util.Optional;

/** The provider did not do what it was asked, or did not say whether it did. */
public final class ProviderFailure extends RuntimeException {
    public enum Kind {
        /** No token is configured; nothing was asked. */
        UNCONFIGURED,
        /** It refuses our token, or the token may not do this. */
        UNAUTHORIZED,
        /** It cannot do it as asked; its message says why. */
        REFUSED,
        /** Too many calls; again after {@link #retryAfter}. */
        LIMITED,
        /** A fault of its own; nothing was done as far as it says. */
        BROKEN,
        /** No answer: whether it was done is not known. */
        UNANSWERED
    }

    private final Kind kind;
    private final Optional<Duration> retryAfter;

    public ProviderFailure(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
