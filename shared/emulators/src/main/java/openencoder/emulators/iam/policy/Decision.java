package openencoder.emulators.iam.policy;

/** What policies say about an access. */
public enum Decision {
    /** A statement allows it and none denies it. */
    ALLOWED,
    /** No statement speaks of it. */
    NOT_ALLOWED,
    /** A statement denies it, whatever others say. */
    DENIED;

    /** Of two policies that must both agree, such as a role's and its session's. */
    public Decision and(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
