package openencoder.cloud.digitalocean;

/** What can go wrong, each for a share of the calls that it can strike. */
public enum FaultKind {
    /** Any call: 429 with a {@code retry-after} of a second; nothing is done. */
    TOO_MANY_REQUESTS,
    /** Any call: 500, 502 or 503; nothing is done. */
    SERVER_ERROR,
    /** A create: 422, the account's limit; nothing is done. */
    CREATE_REFUSED,
    /** A create: done, but the connection closes without an answer. */
    CREATE_UNANSWERED,
    /** A droplet that stays new. */
    NEVER_BOOTS,
    /** A delete: 500; nothing is done. */
    DELETE_FAILED,
    /** A delete: 422, another action is under way; nothing is done. */
    DELETE_LOCKED,
    /** A delete: done, but the connection closes without an answer. */
    DELETE_UNANSWERED,
    /** A delete: 204, but the droplet runs on, locked and listed, for a while. */
    SLOW_DELETE
}
