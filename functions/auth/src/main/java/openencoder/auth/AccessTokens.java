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
import openencoder.refusal.Unavailable;
import openencoder.web.auth.AccessClaims;
import openencoder.web.auth.KeySet;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;

/** Signs access tokens with the first key of the signing set that all others know already. */
final class AccessTokens implements SnapshotAware {
    private static final Duration LIFE = Duration.ofHours(1);

    private final AuthSettings settings;
    private final InstantSource clock;
    private final KeySet signing;
    private final KeySet verification;

    AccessTokens(
            AuthSettings settings, SecretReader secrets, KeySet verification, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.verification = verification;
        signing = new KeySet(settings.signingKeys(), secrets, clock);
    }

    /**
     * @throws Unavailable {@code keys.missing} before the first keys are made
     */
    AccessToken issue(User user) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(LIFE);
        return new AccessToken(sign(claims(user, now, expires), key()), expires);
    }

    @Override
    public void drop() {
        signing.drop();
    }

    @Override
    public void renew() {
        signing.renew();
    }

    private RSAKey key() {
        return signing.forSigning().stream()
                .filter(RSAKey::isPrivate)
                .filter(key -> verification.find(key.getKeyID()).isPresent())
                .findFirst()
                .orElseThrow(
                        () ->
                                new Unavailable(
                                        "keys.missing",
                                        "There is no key yet to sign tokens with; an operator"
                                                + " makes one with 'openencoder admin keys'."));
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

    private static String sign(JWTClaimsSet claims, RSAKey key) {
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
