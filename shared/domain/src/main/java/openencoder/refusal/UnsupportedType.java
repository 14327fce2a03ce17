package openencoder.refusal;

/** A body in a format that we do not read. */
public final class UnsupportedType extends Refusal {
    public UnsupportedType(String code, String message) {
        super(code, message);
    }
}
