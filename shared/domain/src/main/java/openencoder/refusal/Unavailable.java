package openencoder.refusal;

/** Something that we need is not configured or does not answer; the message says what to do. */
public final class Unavailable extends Refusal {
    public Unavailable(String code, String message) {
        super(code, message);
    }
}
