package openencoder.output;

import openencoder.media.ObjectKey;

/** Where manifests are kept. */
public interface ManifestStore {
    /**
     * @return the SHA-256 of what was written, 64 lower-case hexadecimal digits
     */
    String write(Manifest manifest, ObjectKey to);

    /**
     * @param sha256 as it was when the manifest was written
     * @throws openencoder.media.ObjectStore.NoSuchObject if it is gone
     * @throws Altered if it is another than that
     */
    Manifest read(ObjectKey from, String sha256);

    /** What stands there is not what was written. */
    final class Altered extends RuntimeException {
        public Altered(ObjectKey key) {
            super("The manifest at " + key + " is not the one that was committed.");
        }
    }
}
