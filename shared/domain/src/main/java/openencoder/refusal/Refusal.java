package openencoder.refusal;

/**
 * A request that cannot be honoured, and why: the caller's doing, never ours. Faults of ours or of
 * the world fly as other exceptions.
 */
public abstract sealed class Refusal extends RuntimeException
        permits Malformed,
                Invalid,
                NotFound,
                Conflict,
                Unauthenticated,
                Forbidden,
                TooLarge,
                UnsupportedType,
                TooMany,
                Unavailable {
    private final String code;

    Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Stable and dotted, such as {@code job.not_found}; what a program may switch on. */
    public String code() {
        return code;
    }
}
