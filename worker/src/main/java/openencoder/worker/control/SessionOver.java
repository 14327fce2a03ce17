package openencoder.worker.control;

/** This machine was let in once and is no longer: all that is left to do is to delete it. */
public final class SessionOver extends RuntimeException {
    SessionOver(String message) {
        super(message, null, false, false);
    }
}
