package openencoder.refusal;

/** The thing exists, but in a state that forbids the request, or the name is taken. */
public final class Conflict extends Refusal {
    public Conflict(String code, String message) {
        super(code, message);
    }
}
