package openencoder.local.keys;

import java.util.Optional;

/** Where a stack has its keys. */
public interface KeyPlace {

    /** Empty before the first keys. */
    Optional<KeySets> read();

    /** Stores the public keys first: no function may sign with a key unknown to the others. */
    void write(KeySets sets);
}
