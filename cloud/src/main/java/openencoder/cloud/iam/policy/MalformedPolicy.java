package openencoder.cloud.iam.policy;

/** A document that is no policy, or says something that these rules do not have. */
public final class MalformedPolicy extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPolicy(String message) {
        super(message);
    }
}
