package openencoder.local.keys;

import java.util.Optional;

/** Where a stack has its keys. */
public interface KeyPlace {

    /** Empty before the first keys. */
    Optional<KeySets> read();

    /** Stores the public keys first: nobody is to sign with a key that the others cannot know. */
    void write(KeySets sets);
}
