package openencoder.refusal;

/** Known, but not allowed. */
public final class Forbidden extends Refusal {
    public Forbidden(String code, String message) {
        super(code, message);
    }
}
