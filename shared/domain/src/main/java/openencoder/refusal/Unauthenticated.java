package openencoder.refusal;

/** The caller did not prove to be a user. */
public final class Unauthenticated extends Refusal {
    public Unauthenticated(String code, String message) {
        super(code, message);
    }
}
