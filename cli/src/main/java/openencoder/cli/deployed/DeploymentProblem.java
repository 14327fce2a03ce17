package openencoder.cli.deployed;

/** Why nothing could be done with a deployed stack, in words for its operator. */
public final class DeploymentProblem extends RuntimeException {
    public DeploymentProblem(String message) {
        super(message);
    }

    public DeploymentProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
