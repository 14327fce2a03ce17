package openencoder.cloud.iam.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How a body stands in a signature: by its SHA-256 in hexadecimal. */
public final class Sha256Hex {
    private Sha256Hex() {}

    public static String of(byte[] body) {
        return of(digest(), body);
    }

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(MessageDigest digest, byte... last) {
        return HexFormat.of().formatHex(digest.digest(last));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has SHA-256", every);
        }
    }
}
