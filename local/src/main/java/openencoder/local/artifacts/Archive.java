package openencoder.local.artifacts;

import openencoder.media.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an archive is to hold, each file by its name in it. */
record Archive(Map<String, Path> files) {
    static Archive of(Collection<Path> files) {
        return new Archive(
                files.stream().collect(Collectors.toMap(f -> f.getFileName().toString(), f -> f)));
    }

    /** All that is in a folder, and below it. */
    static Archive ofFolder(Path folder) {
        try (var all = Files.walk(folder)) {
            return new Archive(
                    all.filter(path -> !path.equals(folder))
                            .collect(Collectors.toMap(path -> name(folder, path), path -> path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for the same names and contents. */
    String fingerprint() {
        return Sha256.of(
                sorted().entrySet().stream()
                        .map(file -> file.getKey() + " " + Sha256.of(file.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    /** Makes the file whole, or not at all. */
    Artifact writeTo(Path file) {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var tar = new TarWriter(Files.newOutputStream(part))) {
                for (var each : sorted().entrySet()) tar.add(each.getKey(), each.getValue());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Artifact.of(file);
    }

    private TreeMap<String, Path> sorted() {
        var sorted = new TreeMap<String, Path>(Comparator.naturalOrder());
        sorted.putAll(files);
        return sorted;
    }

    private static String name(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }
}
