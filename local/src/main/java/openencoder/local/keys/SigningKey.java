package openencoder.local.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An RSA key as a JWK (RFC 7517). Beside the registered members it may have {@code nbf}, from when
 * on it signs, and {@code exp}, until when it counts, both in seconds since 1970.
 */
record SigningKey(RSAKey jwk) {

    private static final int BITS = 2048;

    static SigningKey generate() {
        try {
            return new SigningKey(
                    new RSAKeyGenerator(BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyID(newKeyId())
                            .generate());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every JDK makes RSA keys", impossible);
        }
    }

    String id() {
        return jwk.getKeyID();
    }

    SigningKey publicHalf() {
        return new SigningKey(jwk.toPublicJWK());
    }

    SigningKey signingFrom(Instant moment) {
        return new SigningKey(new RSAKey.Builder(jwk).notBeforeTime(Date.from(moment)).build());
    }

    SigningKey countingUntil(Instant moment) {
        return new SigningKey(new RSAKey.Builder(jwk).expirationTime(Date.from(moment)).build());
    }

    Optional<Instant> signsFrom() {
        return Optional.ofNullable(jwk.getNotBeforeTime()).map(Date::toInstant);
    }

    Optional<Instant> countsUntil() {
        return Optional.ofNullable(jwk.getExpirationTime()).map(Date::toInstant);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return id();
    }

    private static String newKeyId() {
        var bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
