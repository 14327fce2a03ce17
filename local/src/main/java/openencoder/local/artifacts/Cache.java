package openencoder.local.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Archives and answers that were made before, each with the key of what it was made from. */
final class Cache implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    /** Waits for any other process that builds in this folder. */
    Cache(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            lock =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            lock.lock();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The archive as it was made from the same, or as it is made now. */
    Artifact artifact(String name, String key, Supplier<Archive> making) {
        var file = folder.resolve(name + ".tar.gz");
        var note = folder.resolve(name + ".made");
        var made = lines(note);
        if (made.size() == 3 && made.getFirst().equals(key) && Files.exists(file))
            return new Artifact(file, made.get(1), Long.parseLong(made.get(2)));
        var artifact = making.get().writeTo(file);
        write(note, List.of(key, artifact.sha256(), Long.toString(artifact.size())));
        return artifact;
    }

    /** The answer as it was found for the same, or as it is found now. */
    String answer(String name, String key, Supplier<String> finding) {
        var note = folder.resolve(name + ".found");
        var found = lines(note);
        if (found.size() == 2 && found.getFirst().equals(key)) return found.getLast();
        var answer = finding.get();
        write(note, List.of(key, answer));
        return answer;
    }

    /** A folder that is not there, for something on the way. */
    Path scratch(String name) {
        var scratch = folder.resolve(name);
        delete(scratch);
        return scratch;
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> lines(Path note) {
        try {
            return Files.exists(note) ? Files.readAllLines(note) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(Path note, List<String> lines) {
        var part = note.resolveSibling(note.getFileName() + ".part");
        try {
            Files.write(part, lines, UTF_8);
            Files.move(part, note, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
