package openencoder.local.folder;

import openencoder.local.StackProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that goes when it is closed, and its parent with it if nothing else is there. */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /** Makes a new one in the parent, which is made if it is missing. */
    public static TemporaryFolder in(Path parent, String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(Folders.make(parent), prefix));
        } catch (IOException failed) {
            throw new StackProblem(
                    "No folder can be made in %s: %s".formatted(parent, failed), failed);
        }
    }

    @Override
    public void close() {
        Folders.remove(path);
        try {
            Files.deleteIfExists(path.getParent());
        } catch (DirectoryNotEmptyException _) {
            // Another process keeps something there.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
