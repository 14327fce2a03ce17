package openencoder.cloud.iam.signature;

import software.amazon.awssdk.http.auth.aws.internal.signer.RollingSigner;

/** Each chunk of a body is signed together with the signature before it. */
public final class ChunkSignatures {
    private static final String EMPTY = Sha256Hex.of("");

    private final RollingSigner signer;
    private final SdkSignature request;

    ChunkSignatures(RollingSigner signer, SdkSignature request) {
        this.signer = signer;
        this.request = request;
    }

    boolean isNext(String hash, String signature) {
        var signed =
                signer.sign(last -> request.lines("AWS4-HMAC-SHA256-PAYLOAD", last, EMPTY, hash));
        return Verifier.isSame(signed, signature);
    }

    boolean isTrailer(String trailer, String signature) {
        var hash = Sha256Hex.of(trailer);
        var signed = signer.sign(last -> request.lines("AWS4-HMAC-SHA256-TRAILER", last, hash));
        return Verifier.isSame(signed, signature);
    }
}
