package openencoder.worker.control;

/** This machine is not let in, and asking again would not help; the message says what to do. */
public final class EnrolmentRefused extends RuntimeException {
    EnrolmentRefused(String message) {
        super(message, null, false, false);
    }
}
