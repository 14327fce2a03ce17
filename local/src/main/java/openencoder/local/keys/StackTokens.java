package openencoder.local.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import openencoder.account.User;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Access tokens as login gives them out (RFC 9068), for a process that may read the keys.
 *
 * @param issuer as the functions' {@code TOKEN_ISSUER} has it
 * @param audience as their {@code TOKEN_AUDIENCE} has it
 */
public record StackTokens(SigningKeyFiles keys, String issuer, String audience) {

    /** How long one counts. */
    public static final Duration LIFE = Duration.ofHours(1);

    public String of(User user, Instant issued) {
        var key = signingKey(issued);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .subject(user.id().toString())
                        .claim("ver", user.tokenVersion())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(LIFE)))
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unfit) {
            throw new IllegalStateException(
                    "%s has no key to sign with.".formatted(keys.signing()), unfit);
        }
        return token.serialize();
    }

    private RSAKey signingKey(Instant now) {
        return keys.read().stream()
                .flatMap(sets -> sets.signing().stream())
                .filter(key -> key.signsFrom().filter(now::isBefore).isEmpty())
                .map(SigningKey::jwk)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s has no key to sign with.".formatted(keys.signing())));
    }
}
