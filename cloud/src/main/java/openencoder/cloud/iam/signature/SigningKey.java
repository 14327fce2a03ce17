package openencoder.cloud.iam.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret as one day, region and service use it. */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Scope scope;

    SigningKey(String secret, Scope scope) {
        this.scope = scope;
        var day = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.day());
        var service = hmac(hmac(day, scope.region()), scope.service());
        key = hmac(service, "aws4_request");
    }

    /**
     * @param kind such as {@code AWS4-HMAC-SHA256}
     * @param at as 20261125T120000Z
     * @param what lines
     * @return in hexadecimal
     */
    String sign(String kind, String at, String what) {
        return HexFormat.of().formatHex(hmac(key, kind + "\n" + at + "\n" + scope + "\n" + what));
    }

    /** Takes as long whether they differ early or late. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has SHA-256", every);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException every) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, every);
        }
    }
}
