package openencoder.worker.bundled;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** A program or library that is whole or absent, even after a power cut while it was written. */
final class WholeFile {
    /** What was written here bears this date, so that any later change shows without reading. */
    private static final FileTime SEAL = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private WholeFile() {}

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static boolean isIntact(Path file) throws IOException {
        return Files.isExecutable(file) && Files.getLastModifiedTime(file).equals(SEAL);
    }

    /** Only one caller at a time may write to a folder. */
    static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writeToDisk(part, content);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setLastModifiedTime(part, SEAL);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeToDisk(Path file, Content content) throws IOException {
        try (var channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(false);
        }
    }
}
