package openencoder.worker.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How much a folder holds, looked at now and then: thousands of segments may be in it. */
final class FolderSize {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Path folder;
    private long looked = System.nanoTime();
    private long bytes;

    FolderSize(Path folder) {
        this.folder = folder;
    }

    /** As of two seconds ago at most; 0 at first. */
    long bytes() {
        var now = System.nanoTime();
        if (now - looked < FRESH.toNanos()) return bytes;
        looked = now;
        bytes = count();
        return bytes;
    }

    private long count() {
        long sum = 0;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) sum += size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (DirectoryIteratorException failed) {
            throw new UncheckedIOException(failed.getCause());
        }
        return sum;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0; // it was renamed or removed meanwhile
        }
    }
}
