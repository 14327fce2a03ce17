package openencoder.refusal;

/** More bytes than we take. */
public final class TooLarge extends Refusal {
    public TooLarge(String code, String message) {
        super(code, message);
    }
}
