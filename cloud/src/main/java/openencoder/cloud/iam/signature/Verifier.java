package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Lets through what a known credential has signed, lately and wholly. */
public final class Verifier {
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Function<String, Optional<Credential>> credentials;
    private final String region;
    private final Clock clock;

    /**
     * @param credentials by access key id
     */
    public Verifier(
            Function<String, Optional<Credential>> credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /**
     * @param payload the body's hash, or what stands for one
     * @return what the chunks of its body are signed with, if they are
     */
    public ChunkSignatures verify(Head head, Target target, SignatureClaim claim, String payload)
            throws Refused {
        var credential =
                credentials
                        .apply(claim.accessKeyId())
                        .orElseThrow(() -> new Refused(Reason.UNKNOWN_KEY, "unknown access key"));
        checkTime(claim);
        if (!claim.scope().region().equals(region))
            throw new Refused(Reason.WRONG_SIGNATURE, "the region here is " + region);
        if (!claim.signedHeaders().containsAll(SdkSignature.protectedHeaders(head)))
            throw new Refused(Reason.WRONG_SIGNATURE, "host and all x-amz headers must be signed");
        var again = new SdkSignature(credential, claim.scope(), claim.time());
        var signature = again.of(head, target, claim.signedHeaders(), payload);
        if (!isSame(signature, claim.signature()))
            throw new Refused(
                    Reason.WRONG_SIGNATURE, "The request signature we calculated does not match.");
        checkToken(claim, credential);
        if (!clock.instant().isBefore(credential.expires()))
            throw new Refused(Reason.EXPIRED, "The provided token has expired.");
        return again.chunks(signature);
    }

    /** Takes as long whether they differ early or late. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void checkTime(SignatureClaim claim) throws Refused {
        var now = clock.instant();
        var signed = claim.time();
        if (signed.isAfter(now.plus(SKEW))
                || claim.life().isEmpty() && signed.isBefore(now.minus(SKEW)))
            throw new Refused(
                    Reason.SKEWED, "Signature expired: signed more than 15 minutes from " + now);
        if (claim.life().isPresent() && now.isAfter(signed.plus(claim.life().get())))
            throw new Refused(Reason.LINK_OVER, "Request has expired");
    }

    private static void checkToken(SignatureClaim claim, Credential credential) throws Refused {
        var given = claim.token().orElse("");
        if (!isSame(credential.token().orElse(""), given))
            throw new Refused(Reason.WRONG_TOKEN, "The session token is not that of the key.");
    }
}
