package openencoder.worker.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** The SHA-256 of a file, worked out while something else reads it too. */
final class Sha256 {
    private Sha256() {}

    /**
     * @return 64 hex digits, in a while
     */
    static CompletableFuture<String> begin(Path file) {
        var digest = new CompletableFuture<String>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        digest.complete(of(file));
                    } catch (IOException failed) {
                        digest.completeExceptionally(new UncheckedIOException(failed));
                    }
                });
        return digest;
    }

    private static String of(Path file) throws IOException {
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
