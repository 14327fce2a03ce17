package openencoder.worker.agent;

import openencoder.plan.Plan;
import openencoder.worker.sandbox.Leftover;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder of one attempt, which removes itself. While its lock is held its worker is alive. */
final class Workspace implements AutoCloseable {
    /** The name of every source here, whatever its user called it. */
    static final String SOURCE = Plan.SOURCE;

    private static final Logger log = LoggerFactory.getLogger(Workspace.class);

    private final Path folder;
    private final Path lock;
    private final FileChannel held;

    /**
     * @param held the open lock file, to be closed at the end
     */
    Workspace(Path folder, Path lock, FileChannel held) {
        this.folder = folder;
        this.lock = lock;
        this.held = held;
        create(folder);
        create(outputs());
    }

    Path source() {
        return folder.resolve(SOURCE);
    }

    Path outputs() {
        return folder.resolve("out");
    }

    Path pidFile() {
        return folder.resolve(Leftover.FILE);
    }

    /** In bytes. */
    long freeSpace() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        remove(folder);
        remove(lock);
        try {
            held.close();
        } catch (IOException failed) {
            log.atWarn()
                    .addKeyValue("file", lock)
                    .addKeyValue("reason", failed)
                    .log("Lock not closed");
        }
    }

    static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Removes what can be removed; the rest waits for the next start. */
    static void remove(Path path) {
        if (!Files.exists(path)) return;
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException failed) {
            log.atWarn().addKeyValue("file", path).addKeyValue("reason", failed).log("Not removed");
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
