package openencoder.auth;

import com.nimbusds.jose.jwk.RSAKey;

import openencoder.account.User;
import openencoder.refusal.Unavailable;
import openencoder.web.auth.AccessClaims;
import openencoder.web.auth.KeySet;
import openencoder.web.auth.TokenSigner;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Signs access tokens with the first key of the signing set that all others know already. */
final class AccessTokens implements SnapshotAware {
    private static final Duration LIFE = Duration.ofHours(1);

    private final TokenSigner signer;
    private final InstantSource clock;
    private final KeySet signing;
    private final KeySet verification;

    AccessTokens(
            AuthSettings settings, SecretReader secrets, KeySet verification, InstantSource clock) {
        signer = new TokenSigner(settings.web());
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
        var claims = new AccessClaims(user.id(), user.tokenVersion(), expires);
        var token = signer.sign(claims, now, UUID.randomUUID().toString(), key());
        return new AccessToken(token, expires);
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
}
