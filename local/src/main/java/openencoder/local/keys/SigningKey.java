package openencoder.local.keys;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An RSA key as a JWK (RFC 7517). Beside the registered members it may have {@code nbf}, from when
 * on it signs, and {@code exp}, until when it counts, both in seconds since 1970.
 */
record SigningKey(Map<String, Object> jwk) {

    private static final int BITS = 2048;
    private static final List<String> PUBLIC =
            List.of("kty", "use", "alg", "kid", "n", "e", "nbf", "exp");

    static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            return of((RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey of(RSAPublicKey open, RSAPrivateCrtKey secret) {
        var jwk = new LinkedHashMap<String, Object>();
        jwk.put("kty", "RSA");
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("kid", newKeyId());
        jwk.put("n", base64Url(open.getModulus()));
        jwk.put("e", base64Url(open.getPublicExponent()));
        jwk.put("d", base64Url(secret.getPrivateExponent()));
        jwk.put("p", base64Url(secret.getPrimeP()));
        jwk.put("q", base64Url(secret.getPrimeQ()));
        jwk.put("dp", base64Url(secret.getPrimeExponentP()));
        jwk.put("dq", base64Url(secret.getPrimeExponentQ()));
        jwk.put("qi", base64Url(secret.getCrtCoefficient()));
        return new SigningKey(jwk);
    }

    String id() {
        return jwk.get("kid").toString();
    }

    SigningKey publicHalf() {
        var open = new LinkedHashMap<>(jwk);
        open.keySet().retainAll(PUBLIC);
        return new SigningKey(open);
    }

    SigningKey signingFrom(Instant moment) {
        return with("nbf", moment);
    }

    SigningKey countingUntil(Instant moment) {
        return with("exp", moment);
    }

    Optional<Instant> signsFrom() {
        return moment("nbf");
    }

    Optional<Instant> countsUntil() {
        return moment("exp");
    }

    /** Never the key. */
    @Override
    public String toString() {
        return id();
    }

    private SigningKey with(String member, Instant moment) {
        var more = new LinkedHashMap<>(jwk);
        more.put(member, moment.getEpochSecond());
        return new SigningKey(more);
    }

    private Optional<Instant> moment(String member) {
        return jwk.get(member) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    private static String newKeyId() {
        var bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    // RFC 7518, 2: big-endian, without the sign byte that BigInteger may put in front.
    private static String base64Url(BigInteger number) {
        var bytes = number.toByteArray();
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
