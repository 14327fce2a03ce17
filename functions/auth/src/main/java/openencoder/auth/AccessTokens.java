package openencoder.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import openencoder.account.User;
import openencoder.web.AccessClaims;
import openencoder.web.Keys;
import openencoder.web.SecretReader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;

/** Signs access tokens with the first key of the signing set. */
final class AccessTokens {
    private static final Duration LIFE = Duration.ofHours(1);

    private final AuthSettings settings;
    private final InstantSource clock;
    private final RSAKey key;

    AccessTokens(
            AuthSettings settings, SecretReader secrets, Keys verification, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        key = new Keys(settings.signingKeys(), secrets, clock).newest();
        if (!key.isPrivate())
            throw new IllegalStateException("SIGNING_KEYS has a public key first; sign with what?");
        if (verification.find(key.getKeyID()).isEmpty())
            throw new IllegalStateException(
                    "VERIFICATION_KEYS lacks the key %s that SIGNING_KEYS has first"
                            .formatted(key.getKeyID()));
    }

    AccessToken issue(User user) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(LIFE);
        return new AccessToken(sign(claims(user, now, expires)), expires);
    }

    private JWTClaimsSet claims(User user, Instant now, Instant expires) {
        return new JWTClaimsSet.Builder()
                .issuer(settings.web().issuer())
                .audience(settings.web().audience())
                .subject(user.id().toString())
                .claim(AccessClaims.VERSION, user.tokenVersion())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .build();
    }

    private String sign(JWTClaimsSet claims) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(AccessClaims.TYPE))
                        .build();
        try {
            var signed = new SignedJWT(header, claims);
            signed.sign(new RSASSASigner(key));
            return signed.serialize();
        } catch (JOSEException unfit) {
            throw new IllegalStateException("The signing key does not sign.", unfit);
        }
    }
}
