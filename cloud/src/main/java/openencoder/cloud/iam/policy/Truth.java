package openencoder.cloud.iam.policy;

/** Whether a condition holds; unknown where it cannot be judged. */
enum Truth {
    HOLDS,
    FAILS,
    UNKNOWN;

    static Truth of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }
}
