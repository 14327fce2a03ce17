package openencoder.cloud.digitalocean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The account on file, readable by its owner only: it holds the token and droplets' user data. */
final class StateFile {

    /**
     * @param nextId of the next droplet
     * @param nextAction the id of the next action
     * @param droplets all that there ever were, oldest first
     */
    record State(String token, long nextId, long nextAction, List<Droplet> droplets) {}

    private final Path file;

    StateFile(Path folder) {
        this.file = folder.resolve("account.json");
    }

    Optional<State> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(
                            SimulatorJson.MAPPER.readValue(Files.readAllBytes(file), State.class))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A later reader sees the old state or the new, never a part. */
    void write(State state) {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(part);
            Files.createFile(part);
            if (Files.getFileStore(part).supportsFileAttributeView("posix"))
                Files.setPosixFilePermissions(
                        part,
                        EnumSet.of(
                                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            Files.write(part, SimulatorJson.MAPPER.writeValueAsBytes(state));
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
