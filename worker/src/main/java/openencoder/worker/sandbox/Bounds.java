package openencoder.worker.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one run of a program needs and may have, and nothing beyond.
 *
 * @param folder where it runs
 * @param isWritable whether it may write there
 * @param sources files and folders that it may read
 * @param largestFile in bytes; a child that writes a larger one is ended by the kernel
 * @param memory in bytes
 * @param processorTime of all its threads together
 */
public record Bounds(
        Path folder,
        boolean isWritable,
        List<Path> sources,
        long largestFile,
        long memory,
        Duration processorTime) {
    public Bounds {
        folder = folder.toAbsolutePath();
        sources = sources.stream().map(Path::toAbsolutePath).toList();
    }
}
