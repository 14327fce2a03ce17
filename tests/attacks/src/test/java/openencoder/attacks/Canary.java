package openencoder.attacks;

/** Secrets that are used once and can be recognised wherever they turn up. */
final class Canary {
    static final String PASSWORD = "canary-right-Vogel-4711";
    static final String WRONG_PASSWORD = "canary-wrong-Vogel-4712";
    static final String NEW_PASSWORD = "canary-fresh-Vogel-4713";
    static final String PASSWORD_AS_NAME = "canary-asname-Vogel-4714";
    static final String PASSWORD_IN_QUERY = "canary-query-Vogel-4715";
    static final String TOKEN = "canary-token-Vogel-4716";

    /** What all of them look like. */
    static final String PATTERN = "canary-[a-z]+-Vogel-\\d+";

    private Canary() {}
}
