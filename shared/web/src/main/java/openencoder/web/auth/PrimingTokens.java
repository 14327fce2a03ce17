package openencoder.web.auth;

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
import openencoder.web.settings.WebSettings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/**
 * Tokens that are good while a function is primed and nowhere else: their key is made for it and is
 * not kept, and their user does not exist.
 */
public final class PrimingTokens {
    private static final UserId NOBODY = new UserId(Long.MAX_VALUE);
    private static final UserId FIRST = new UserId(1);
    private static final int VERSION = 1;
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final WebSettings settings;
    private final InstantSource clock;
    private final RSAKey key;

    public PrimingTokens(WebSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        try {
            key = new RSAKeyGenerator(2048).keyID("priming").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException("No key to prime with.", failed);
        }
    }

    /** Does its real work, but takes these tokens, and their user for an admin. */
    public Authenticator authenticator(UserRepository users) {
        var keys = new KeySet(new JWKSet(key).toString(true), _ -> "", clock);
        return new Authenticator(
                new TokenVerifier(keys, settings, clock),
                id -> id.equals(NOBODY) ? Optional.of(admin(users)) : Optional.empty(),
                settings,
                clock);
    }

    /**
     * @param number makes it another token, and of another length
     */
    public String token(int number) {
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
            throw new IllegalStateException("The key to prime with does not sign.", unfit);
        }
    }

    /** With the number of the first user, if there is one, so that there is a user to be shown. */
    private static User admin(UserRepository users) {
        var id = users.find(FIRST).map(User::id).orElse(NOBODY);
        return new User(id, "nobody", "", Role.ADMIN, true, VERSION, Instant.EPOCH, 1);
    }
}
