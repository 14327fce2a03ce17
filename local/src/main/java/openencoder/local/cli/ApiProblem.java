package openencoder.local.cli;

/** The API refused, or could not be reached. */
final class ApiProblem extends RuntimeException {

    private final int status;

    /**
     * @param status HTTP's; 0 if there was no answer
     */
    ApiProblem(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Whether the other side is to blame, not what was asked. */
    boolean isOurs() {
        return status == 0 || status >= 500;
    }
}
