package openencoder.refusal;

/** The request cannot be read at all: broken JSON, a wrong type, a number that is none. */
public final class Malformed extends Refusal {
    public Malformed(String code, String message) {
        super(code, message);
    }
}
