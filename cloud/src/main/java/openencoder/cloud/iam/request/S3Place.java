package openencoder.cloud.iam.request;

import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Target;

import java.util.Arrays;
import java.util.Map;

/**
 * A bucket, or an object in it.
 *
 * @param key empty for the bucket
 */
record S3Place(String bucket, String key) {
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    /**
     * @param raw as sent; signs that servers read in two ways are refused
     */
    static S3Place ofPath(String path, String raw) throws Refused {
        if (raw.contains(";") || raw.contains("+")) throw Unknown.request("a path with ; or +");
        var parts = path.substring(1).split("/", 2);
        var rawBucket = raw.substring(1).split("/", 2)[0];
        if (!parts[0].equals(rawBucket) || !parts[0].matches(BUCKET))
            throw Unknown.request("a path that begins with no bucket");
        var key = parts.length == 1 ? "" : parts[1];
        if (Arrays.stream(key.split("/", -1))
                .anyMatch(step -> step.equals(".") || step.equals("..")))
            throw Unknown.request("a key with a step to another folder");
        return new S3Place(parts[0], key);
    }

    /** Of {@code x-amz-copy-source}. */
    static S3Place ofCopySource(String source) throws Refused {
        if (source.contains("?")) throw Unknown.request("a copy of an older version");
        var raw = source.startsWith("/") ? source : "/" + source;
        var place = ofPath(new Target(raw, Map.of()).path(), raw);
        if (place.key().isEmpty()) throw Unknown.request("a copy of a bucket");
        return place;
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
