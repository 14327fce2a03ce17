package openencoder.refusal;

/** Nobody, or somebody who could not prove it. */
public final class Unauthenticated extends Refusal {
    public Unauthenticated(String code, String message) {
        super(code, message);
    }
}
