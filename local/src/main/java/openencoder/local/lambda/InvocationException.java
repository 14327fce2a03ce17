package openencoder.local.lambda;

/** A function gave no answer. */
public final class InvocationException extends RuntimeException {

    /** Why there is no answer. */
    public enum Reason {
        /** The function did not start, or threw. */
        FAILED,
        /** The function took longer than it may. */
        TIMED_OUT,
        /** Every instance stayed busy. */
        BUSY
    }

    private final Reason reason;

    public InvocationException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
