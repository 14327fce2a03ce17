package openencoder.worker.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a file. */
final class Sha256 {
    private Sha256() {}

    /**
     * @return 64 lower-case hexadecimal digits
     */
    static String of(Path file) {
        try {
            return digest(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String digest(Path file) throws IOException {
        var sha256 = algorithm();
        var buffer = new byte[256 * 1024];
        try (var stream = Files.newInputStream(file)) {
            for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer))
                sha256.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
