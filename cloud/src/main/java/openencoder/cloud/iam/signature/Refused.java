package openencoder.cloud.iam.signature;

/** A request that AWS would refuse. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; each service has its own words for it. */
    public enum Reason {
        /** No signature. */
        UNSIGNED,
        /** Something cannot be read, or is said twice. */
        MALFORMED,
        /** The access key is not known, or was once. */
        UNKNOWN_KEY,
        /** Another secret, or the request was changed on its way. */
        WRONG_SIGNATURE,
        /** Another session's token, or none. */
        WRONG_TOKEN,
        /** The session is over. */
        EXPIRED,
        /** Signed more than 15 minutes from now. */
        SKEWED,
        /** The presigned link is over. */
        LINK_OVER,
        /** The body is not the one that was signed. */
        WRONG_BODY,
        /** The policies do not allow it. */
        DENIED,
        /** There is no such bucket, which S3 says whatever is allowed. */
        NO_BUCKET,
        /** More than these servers take. */
        TOO_LARGE
    }

    private final Reason reason;

    /**
     * @param message plain text without quotes or markup
     */
    public Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
