package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.internal.signer.CredentialScope;
import software.amazon.awssdk.http.auth.aws.internal.signer.RollingSigner;
import software.amazon.awssdk.http.auth.aws.internal.signer.V4CanonicalRequest;
import software.amazon.awssdk.http.auth.aws.internal.signer.util.SignerUtils;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Signs with the parts that the SDK's own signer is made of. Its front door, {@code
 * AwsV4HttpSigner}, cannot sign a request again: it hashes the body itself and adds headers.
 */
final class SdkSignature {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String IN_LINK = "X-Amz-Signature";

    private final CredentialScope scope;
    private final byte[] key;

    SdkSignature(Credential credential, Scope scope, Instant at) {
        this.scope = new CredentialScope(scope.region(), scope.service(), at);
        var identity =
                AwsCredentialsIdentity.create(
                        credential.accessKeyId(), credential.secretAccessKey());
        key = SignerUtils.deriveSigningKey(identity, this.scope);
    }

    /**
     * @param headers names in lower case
     * @param payload the body's hash, or what stands for one
     * @return in hexadecimal
     */
    String of(Head head, Target target, List<String> headers, String payload) throws Refused {
        var isForS3 = scope.getService().equals("s3");
        var request =
                SdkHttpRequest.builder()
                        .method(method(head))
                        .protocol("http")
                        .host("signed")
                        // All but S3 encode the path a second time.
                        .encodedPath(
                                isForS3
                                        ? SdkHttpUtils.urlEncodeIgnoreSlashes(target.path())
                                        : target.rawPath());
        for (var name : headers) request.putHeader(name, value(head, name));
        target.query()
                .forEach(
                        (name, value) -> {
                            if (!name.equals(IN_LINK)) request.putRawQueryParameter(name, value);
                        });
        var canonical =
                new V4CanonicalRequest(
                        request.build(), payload, new V4CanonicalRequest.Options(!isForS3, false));
        if (!canonical.getSignedHeadersString().equals(String.join(";", headers)))
            throw new Refused(Reason.WRONG_SIGNATURE, "these headers are not signed so");
        var text = canonical.getCanonicalRequestString();
        return BinaryUtils.toHex(
                SignerUtils.computeSignature(
                        lines(ALGORITHM, SignerUtils.hashCanonicalRequest(text)), key));
    }

    /**
     * @param signature of the request
     */
    ChunkSignatures chunks(String signature) {
        return new ChunkSignatures(new RollingSigner(key, signature), this);
    }

    /** What is signed: a kind of signature, when and what for, and then these lines. */
    String lines(String kind, String... more) {
        return String.join("\n", kind, scope.getDatetime(), scope.scope(), String.join("\n", more));
    }

    /** The headers that nothing on the way may change. */
    static List<String> protectedHeaders(Head head) {
        return head.lines().stream()
                .skip(1)
                .map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT))
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .sorted()
                .toList();
    }

    private static SdkHttpMethod method(Head head) throws Refused {
        try {
            return SdkHttpMethod.fromValue(head.method());
        } catch (IllegalArgumentException unknown) {
            throw new Refused(Reason.MALFORMED, "AWS has no such method");
        }
    }

    private static String value(Head head, String name) throws Refused {
        return head.value(name)
                .orElseThrow(
                        () ->
                                new Refused(
                                        Reason.WRONG_SIGNATURE,
                                        "a signed header is missing: "
                                                + SdkHttpUtils.urlEncode(name)));
    }
}
