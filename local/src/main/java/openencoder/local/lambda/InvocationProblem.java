package openencoder.local.lambda;

/** Why a function gave no answer, in words for the caller. */
public final class InvocationProblem extends RuntimeException {
    InvocationProblem(String message) {
        super(message);
    }

    InvocationProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
