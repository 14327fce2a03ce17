package openencoder.worker.control;

/** The API understood the question and its answer is no: asking again changes nothing. */
public final class ApiRefusal extends RuntimeException {
    private final int status;
    private final String code;

    ApiRefusal(String path, int status, String code, String detail) {
        super("%s: %d %s: %s".formatted(path, status, code, detail), null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** Such as {@code claim.over}; empty if the answer was no problem document. */
    public String code() {
        return code;
    }

    /** Whether the API does not know this machine, or no longer. */
    public boolean isUnknownMachine() {
        return status == 401;
    }
}
