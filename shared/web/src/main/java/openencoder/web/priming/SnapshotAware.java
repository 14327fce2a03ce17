package openencoder.web.priming;

/**
 * Holds something that belongs to one running copy of a function: a key, a connection, a
 * credential, a user's state. It lets go of that before Lambda takes a snapshot of the function,
 * for every copy restored from it would have the same, and an old one.
 */
public interface SnapshotAware {
    /** Before the snapshot. */
    void drop();

    /** After a copy was restored; what fails here is tried again when it is needed. */
    default void renew() {}

    /**
     * @param before the snapshot, such as closing connections
     * @param after a copy was restored
     */
    static SnapshotAware of(Runnable before, Runnable after) {
        return new SnapshotAware() {
            @Override
            public void drop() {
                before.run();
            }

            @Override
            public void renew() {
                after.run();
            }
        };
    }
}
