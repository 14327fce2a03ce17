package openencoder.cloud.iam.signature;

/** How a body stands in a signature of any service but S3: by its SHA-256. */
public final class BodyHash {
    private BodyHash() {}

    /** In hexadecimal. */
    public static String of(byte[] body) {
        return SigningKey.hash(body);
    }
}
