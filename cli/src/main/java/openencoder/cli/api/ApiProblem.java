package openencoder.cli.api;

/** The API refused, or could not be reached. */
public final class ApiProblem extends RuntimeException {

    private final int status;
    private final String code;

    /**
     * @param status HTTP's; 0 if there was no answer
     * @param code the problem's stable name; empty if it has none
     */
    ApiProblem(int status, String code, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Whether what was asked for makes no sense there, such as a preset that does not exist. */
    public boolean isAboutTheRequest() {
        return status == 400 || status == 404 || status == 422;
    }

    /** Whether the other side is to blame, not what was asked. */
    public boolean isOurs() {
        return status == 0 || status >= 500;
    }

    /** Whether the same may work a little later; a fault of the API itself will not. */
    public boolean isPassing() {
        return status == 0 || status == 429 || status > 500;
    }
}
