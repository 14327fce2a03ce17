package openencoder.worker.control;

import openencoder.protocol.EnrolAnswer;
import openencoder.protocol.ProtocolCodec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where a machine's session outlives its worker's process; only the worker's user may read it. */
public final class SessionFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Logger log = LoggerFactory.getLogger(SessionFile.class);

    private final Path file;

    public SessionFile(Path file) {
        this.file = file;
    }

    /** Empty if there is none, or none that can be read. */
    Optional<EnrolAnswer> read() {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(ProtocolCodec.read(Files.readString(file), EnrolAnswer.class));
        } catch (IOException | ProtocolCodec.Unreadable broken) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", broken.getClass().getSimpleName())
                    .log("The session's file cannot be read");
            return Optional.empty();
        }
    }

    /** All of it or nothing, whenever the power goes. */
    void write(EnrolAnswer enrolled) {
        var json = ProtocolCodec.write(enrolled);
        try {
            var folder = file.toAbsolutePath().getParent();
            var next =
                    Files.createTempFile(
                            folder,
                            file.getFileName().toString(),
                            ".next",
                            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                write(next, json);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "%s cannot be written; SESSION_FILE must be in a folder of the worker's own."
                            .formatted(file),
                    failed);
        }
    }

    private static void write(Path next, String json) throws IOException {
        try (var out = new FileOutputStream(next.toFile())) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
    }
}
