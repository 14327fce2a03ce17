package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;

import java.time.Clock;
import java.util.ArrayList;

/** Signs requests to S3 with keys of its own in place of the caller's. */
public final class Signing {
    private final Credential credential;
    private final String region;
    private final Clock clock;

    public Signing(Credential credential, String region, Clock clock) {
        this.credential = credential;
        this.region = region;
        this.clock = clock;
    }

    /**
     * @param payload the body's hash, or what stands for one
     */
    public Head sign(Head head, Target target, String payload) throws Refused {
        var plain = target.only(name -> !name.startsWith("X-Amz-"));
        var now = clock.instant();
        var at = SignatureClaim.TIME.format(now);
        var scope = new Scope(at.substring(0, 8), region, "s3");
        var unsigned =
                addressed(head, plain)
                        .without("Authorization")
                        .without("x-amz-security-token")
                        .with("x-amz-date", at)
                        .with("x-amz-content-sha256", payload);
        var headers = SdkSignature.protectedHeaders(unsigned);
        var signature =
                new SdkSignature(credential, scope, now).of(unsigned, plain, headers, payload);
        return unsigned.with(
                "Authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                SdkSignature.ALGORITHM,
                                credential.accessKeyId(),
                                scope,
                                String.join(";", headers),
                                signature));
    }

    private static Head addressed(Head head, Target target) {
        var lines = new ArrayList<>(head.lines());
        lines.set(0, head.method() + " " + target + " HTTP/1.1");
        return new Head(lines);
    }
}
