package openencoder.cloud.iam.signature;

/** Each chunk of a body is signed together with the signature before it. */
public final class ChunkSignatures {
    private static final String EMPTY = SigningKey.hash("");

    private final SigningKey key;
    private final String at;
    private String last;

    ChunkSignatures(SigningKey key, String at, String seed) {
        this.key = key;
        this.at = at;
        this.last = seed;
    }

    boolean isNext(String hash, String signature) {
        last = key.sign("AWS4-HMAC-SHA256-PAYLOAD", at, last + "\n" + EMPTY + "\n" + hash);
        return SigningKey.isSame(last, signature);
    }

    boolean isTrailer(String trailer, String signature) {
        last = key.sign("AWS4-HMAC-SHA256-TRAILER", at, last + "\n" + SigningKey.hash(trailer));
        return SigningKey.isSame(last, signature);
    }
}
