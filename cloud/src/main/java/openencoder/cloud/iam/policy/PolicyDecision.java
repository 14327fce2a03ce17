package openencoder.cloud.iam.policy;

/** What policies say about an access. */
public enum PolicyDecision {
    /** A statement allows it and none denies it. */
    ALLOWED,
    /** No statement speaks of it. */
    NOT_ALLOWED,
    /** A statement denies it, whatever others say. */
    DENIED;

    /** Of two policies that must both agree, such as a role's and its session's. */
    public PolicyDecision and(PolicyDecision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
