package openencoder.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/**
 * A token that is good in a rehearsal and nowhere else: its key was made for it and is known to
 * nobody, its user is nobody.
 */
final class RehearsalPass {
    private static final UserId NOBODY = new UserId(Long.MAX_VALUE);
    private static final UserId FIRST = new UserId(1);
    private static final int VERSION = 1;
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final RSAKey key;

    RehearsalPass() {
        try {
            key = new RSAKeyGenerator(2048).keyID("rehearsal").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException("No key to rehearse with.", failed);
        }
    }

    /** Does its real work, but takes this pass, and takes nobody for an admin. */
    Gatekeeper gatekeeper(WebSettings settings, UserRepository users, InstantSource clock) {
        var keys = new Keys(new JWKSet(key).toString(true), _ -> "", clock);
        return new Gatekeeper(
                new TokenVerifier(keys, settings, clock),
                id -> id.equals(NOBODY) ? Optional.of(admin(users)) : Optional.empty(),
                settings,
                clock);
    }

    /**
     * @param number makes it another token, and of another length
     */
    String token(int number, WebSettings settings, InstantSource clock) {
        var now = clock.instant();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(AccessClaims.TYPE))
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(settings.audience())
                        .subject(NOBODY.toString())
                        .claim(AccessClaims.VERSION, VERSION)
                        .jwtID("x".repeat(1 + number))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build();
        try {
            var signed = new SignedJWT(header, claims);
            signed.sign(new RSASSASigner(key));
            return signed.serialize();
        } catch (JOSEException unfit) {
            throw new IllegalStateException("The key to rehearse with does not sign.", unfit);
        }
    }

    /** With the number of the first user, if there is one, so that there is a user to be shown. */
    private static User admin(UserRepository users) {
        var id = users.find(FIRST).map(User::id).orElse(NOBODY);
        return new User(id, "nobody", "", Role.ADMIN, true, VERSION, Instant.EPOCH, 1);
    }
}
