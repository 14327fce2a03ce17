package openencoder.web.testing;

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

import openencoder.account.User;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys, an environment that names them, users of each role, and tokens for them. */
public final class Identity {
    public static final String ISSUER = "https://encoder.example.com";
    public static final String AUDIENCE = "encoder-api";
    public static final RSAKey KEY = generate("key-1");

    private Identity() {}

    public static RSAKey generate(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What a function must be told to take {@link #token}. */
    public static Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("TOKEN_ISSUER", ISSUER);
        environment.put("TOKEN_AUDIENCE", AUDIENCE);
        environment.put("VERIFICATION_KEYS", new JWKSet(KEY).toString(true));
        environment.put("SIGNING_KEYS", new JWKSet(KEY).toString(false));
        return environment;
    }

    public static String token(User user, Instant now) {
        return sign(header("key-1"), claims(user, now).build(), KEY);
    }

    public static JWSHeader header(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(kid)
                .build();
    }

    public static JWTClaimsSet.Builder claims(User user, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user.id().toString())
                .claim("ver", user.tokenVersion())
                .jwtID("token-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            var signed = new SignedJWT(header, claims);
            signed.sign(new RSASSASigner(key));
            return signed.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
