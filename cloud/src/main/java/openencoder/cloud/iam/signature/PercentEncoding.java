package openencoder.cloud.iam.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding with UTF-8, as signatures write it. */
final class PercentEncoding {
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PercentEncoding() {}

    static String encode(String text) {
        var encoded = new StringBuilder();
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && PLAIN.indexOf(b) >= 0) encoded.append((char) b);
            else encoded.append("%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    /** The same, but slashes stay. */
    static String encodePath(String path) {
        return encode(path).replace("%2F", "/");
    }

    static String decode(String text) throws Refused {
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character > '~' || character <= ' ') throw unreadable(text);
            if (character != '%') bytes.write(character);
            else {
                if (at + 2 >= text.length()) throw unreadable(text);
                bytes.write(hex(text, at + 1) << 4 | hex(text, at + 2));
                at += 2;
            }
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException _) {
            throw unreadable(text);
        }
    }

    private static int hex(String text, int at) throws Refused {
        var digit = Character.digit(text.charAt(at), 16);
        if (digit < 0) throw unreadable(text);
        return digit;
    }

    private static Refused unreadable(String text) {
        return new Refused(
                Refused.Reason.MALFORMED, "an address is not percent-encoded: " + encode(text));
    }
}
