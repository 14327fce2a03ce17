package openencoder.local.artifacts;

import openencoder.media.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive that is there to be uploaded.
 *
 * @param file named after what it holds
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param size in bytes
 */
public record Artifact(Path file, String sha256, long size) {
    static Artifact of(Path file) {
        try {
            return new Artifact(file, Sha256.of(file), Files.size(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it is in the bucket; never with other bytes. */
    public String key() {
        return "artifacts/%s/%s".formatted(sha256, file.getFileName());
    }
}
