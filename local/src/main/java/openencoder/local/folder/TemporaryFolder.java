package openencoder.local.folder;

import openencoder.local.StackProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * A folder that goes when it is closed, and its parent with it if nothing else is there. Its name
 * has the number of its process, which also holds a lock in it: what a killed process left is
 * removed when the next one makes a folder there.
 */
public record TemporaryFolder(Path path, FileChannel owner) implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z]+-(\\d+)-\\d+");
    private static final String OWNER = "owner";
    private static final Duration UNTIL_LOCKED = Duration.ofMinutes(1);
    private static final InstantSource CLOCK = InstantSource.system();

    /**
     * Makes a new one in the parent, which is made if it is missing.
     *
     * @param prefix letters and a hyphen
     */
    public static TemporaryFolder in(Path parent, String prefix) {
        try {
            Folders.make(parent);
            removeLeftovers(parent);
            var name = prefix + ProcessHandle.current().pid() + "-";
            var folder = Files.createTempDirectory(parent, name);
            var owner =
                    FileChannel.open(
                            folder.resolve(OWNER),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            owner.lock();
            return new TemporaryFolder(folder, owner);
        } catch (IOException failed) {
            throw new StackProblem(
                    "No folder can be made in %s: %s".formatted(parent, failed), failed);
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            for (var folder : folders.filter(TemporaryFolder::isLeftover).toList())
                Folders.remove(folder);
        }
    }

    private static boolean isLeftover(Path folder) {
        try {
            return isLeftover(folder, Files.getLastModifiedTime(folder).toInstant());
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isLeftover(Path folder, Instant changed) {
        var name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()) return false;
        boolean lives =
                ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
        // Another process may have got the number since; one elsewhere, which is not alive here,
        // has its lock.
        boolean settled = changed.isBefore(CLOCK.instant().minus(UNTIL_LOCKED));
        return (!lives || settled) && !isLocked(folder.resolve(OWNER));
    }

    private static boolean isLocked(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException | OverlappingFileLockException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            owner.close();
            Folders.remove(path);
            Files.deleteIfExists(path.getParent());
        } catch (DirectoryNotEmptyException _) {
            // Another process keeps something there.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
