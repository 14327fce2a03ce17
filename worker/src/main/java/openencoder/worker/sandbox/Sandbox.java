package openencoder.worker.sandbox;

import java.util.List;
import java.util.Optional;

/** What keeps a child away from the machine's other files and from the network. */
interface Sandbox {
    /** For people. */
    String name();

    /** What to put before a command. */
    List<String> prefix(Bounds bounds);

    /** The user that a child will be, if not the worker's. */
    Optional<OwnUser> user();
}
