package openencoder.media;

/**
 * Where an object is.
 *
 * @param bucket an existing bucket's name
 * @param key 1 to 1,024 bytes of UTF-8, no leading slash
 */
public record ObjectKey(String bucket, String key) {
    /** The part after the last slash; empty for a prefix. */
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Another in the same folder. */
    public ObjectKey sibling(String name) {
        return new ObjectKey(bucket, key.substring(0, key.lastIndexOf('/') + 1) + name);
    }

    public ObjectKey resolve(String name) {
        return new ObjectKey(bucket, key + name);
    }

    /** As a user writes it: {@code s3://bucket/key}. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
