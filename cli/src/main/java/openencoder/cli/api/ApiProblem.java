package openencoder.cli.api;

/** The API refused, or could not be reached. */
public final class ApiProblem extends RuntimeException {

    private final int status;

    /**
     * @param status HTTP's; 0 if there was no answer
     */
    ApiProblem(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Whether what was asked for makes no sense there, such as a preset that does not exist. */
    public boolean isAboutTheRequest() {
        return status == 400 || status == 404 || status == 422;
    }

    /** Whether the other side is to blame, not what was asked. */
    public boolean isOurs() {
        return status == 0 || status >= 500;
    }
}
