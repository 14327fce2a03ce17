package openencoder.media;

import openencoder.refusal.Invalid;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code s3://bucket/key} as a job names its source or destination. An empty bucket, as in {@code
 * s3:///src/film.mp4}, stands for the configured one.
 *
 * @param bucket a bucket's name, or empty for the configured one
 * @param key 1 to 1,024 bytes of UTF-8; ending in a slash it is a prefix
 */
public record MediaUri(String bucket, String key) {
    // docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final String SCHEME = "s3://";

    /** Keys under this prefix are ours: outputs on their way to being published, and manifests. */
    public static final String RESERVED_PREFIX = ".openencoder/";

    /**
     * @param field the name of the field, for the refusal
     * @throws Invalid {@code media.uri} naming the field and what would be right
     */
    public static MediaUri parse(String field, String text) {
        if (text == null || !text.startsWith(SCHEME))
            throw invalid(
                    field,
                    "must look like s3://bucket/path/film.mp4, or s3:///path/film.mp4 for the"
                            + " configured bucket");
        var slash = text.indexOf('/', SCHEME.length());
        if (slash < 0) throw invalid(field, "has a bucket but no key; add /path/film.mp4");
        var bucket = text.substring(SCHEME.length(), slash);
        var key = text.substring(slash + 1);
        if (!bucket.isEmpty() && !BUCKET.matcher(bucket).matches())
            throw invalid(
                    field,
                    "has the bucket '%s', which is not a possible bucket name".formatted(bucket));
        check(field, key);
        return new MediaUri(bucket, key);
    }

    private static void check(String field, String key) {
        if (key.isEmpty()) throw invalid(field, "has no key after the bucket");
        if (key.getBytes(StandardCharsets.UTF_8).length > 1024)
            throw invalid(field, "has a key of more than 1,024 bytes");
        if (key.startsWith("/"))
            throw invalid(field, "has a key that begins with a slash; write s3:///key");
        if (key.chars().anyMatch(Character::isISOControl))
            throw invalid(field, "has a control character in its key");
        if (("/" + key + "/").contains("/../") || ("/" + key + "/").contains("/./"))
            throw invalid(field, "has '.' or '..' as a part of its key");
        if (key.startsWith(RESERVED_PREFIX))
            throw invalid(field, "is under " + RESERVED_PREFIX + ", which is kept for our own use");
    }

    private static Invalid invalid(String field, String message) {
        return new Invalid("media.uri", field, message);
    }

    public boolean isPrefix() {
        return key.endsWith("/");
    }

    public ObjectKey in(String configuredBucket) {
        return new ObjectKey(bucket.isEmpty() ? configuredBucket : bucket, key);
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
