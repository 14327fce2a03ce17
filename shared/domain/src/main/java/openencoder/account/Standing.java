package openencoder.account;

/** Whether a user may log in. */
public enum Standing {
    ACTIVE,
    /** Registered, and no admin has let the user in yet. */
    AWAITING_APPROVAL,
    /** Shut out by an admin. */
    DEACTIVATED
}
