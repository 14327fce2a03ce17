package openencoder.local.lambda;

import openencoder.local.folder.Folders;
import openencoder.media.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A function's code, or a part of it, unpacked.
 *
 * @param folder what Lambda would have in {@code /var/task}
 */
public record FunctionZip(Path folder) {

    private static final String PART = ".part-";
    private static final Duration KEPT_UNUSED = Duration.ofDays(14);

    // The files' times are the system's.
    private static final InstantSource CLOCK = InstantSource.system();

    /**
     * Unpacks the zip, unless the same was unpacked before.
     *
     * @param cache a folder that many processes may share; what has not been used for two weeks
     *     goes when something new comes
     * @throws IllegalStateException if there is no such zip
     */
    public static FunctionZip unpack(Path zip, Path cache) {
        return unpack(zip, cache, _ -> true);
    }

    /**
     * @param wanted of the names in the zip
     */
    static FunctionZip unpack(Path zip, Path cache, Predicate<String> wanted) {
        try (var file = new ZipFile(zip.toFile())) {
            var entries =
                    file.stream()
                            .filter(entry -> !entry.isDirectory())
                            .filter(entry -> wanted.test(entry.getName()))
                            .toList();
            var folder = cache.resolve(fingerprint(entries));
            if (Files.isDirectory(folder)) {
                touch(folder);
            } else {
                Folders.make(cache);
                removeUnused(cache);
                extract(file, entries, folder);
            }
            return new FunctionZip(folder);
        } catch (NoSuchFileException failure) {
            throw missing(zip, failure);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * A jar in {@code lib/}.
     *
     * @param madeOf the SHA-256 of the file that it was made from; empty if it is not told
     */
    record Library(String fileName, String madeOf) {}

    /** What the zip holds in {@code lib/}. */
    static List<Library> libraries(Path zip) {
        try (var file = new ZipFile(zip.toFile())) {
            return file.stream()
                    .filter(entry -> entry.getName().matches("lib/[^/]+\\.jar"))
                    .map(FunctionZip::library)
                    .toList();
        } catch (NoSuchFileException failure) {
            throw missing(zip, failure);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Library library(ZipEntry entry) {
        var name = entry.getName().substring("lib/".length());
        return new Library(name, Objects.requireNonNullElse(entry.getComment(), ""));
    }

    private static IllegalStateException missing(Path zip, NoSuchFileException failure) {
        return new IllegalStateException(
                "%s is missing; build it with ./mvnw package".formatted(zip), failure);
    }

    /** The task folder and its libraries in the order Lambda uses: by name. */
    List<URL> classPath() {
        try {
            var urls = new ArrayList<URL>();
            urls.add(url(folder));
            var lib = folder.resolve("lib");
            if (Files.isDirectory(lib)) {
                try (var jars = Files.list(lib)) {
                    for (var jar : jars.sorted().toList()) urls.add(url(jar));
                }
            }
            return urls;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    // The zip's own check sums spare reading hundreds of megabytes at each start.
    private static String fingerprint(List<? extends ZipEntry> entries) {
        return Sha256.of(
                        entries.stream()
                                .map(
                                        e ->
                                                "%s %d %d"
                                                        .formatted(
                                                                e.getName(),
                                                                e.getSize(),
                                                                e.getCrc()))
                                .sorted()
                                .collect(Collectors.joining("\n")))
                .substring(0, 32);
    }

    // Whole under its name, or not there: another process may do the same meanwhile.
    private static void extract(ZipFile zip, List<? extends ZipEntry> entries, Path into)
            throws IOException {
        var part = Files.createTempDirectory(into.getParent(), PART);
        try {
            for (var entry : entries) {
                var target = part.resolve(entry.getName()).normalize();
                if (!target.startsWith(part))
                    throw new IOException(
                            "%s reaches out of %s".formatted(entry.getName(), zip.getName()));
                Files.createDirectories(target.getParent());
                try (var content = zip.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
            move(part, into);
        } finally {
            Folders.remove(part);
        }
    }

    private static void move(Path part, Path into) throws IOException {
        try {
            Files.move(part, into, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            if (!Files.isDirectory(into)) throw failed;
        }
    }

    private static void touch(Path folder) {
        try {
            Files.setLastModifiedTime(folder, FileTime.from(CLOCK.instant()));
        } catch (IOException _) {
            // It is used all the same; at worst it is unpacked again one day.
        }
    }

    private static void removeUnused(Path cache) throws IOException {
        var old = CLOCK.instant().minus(KEPT_UNUSED);
        try (var folders = Files.list(cache)) {
            for (var folder : folders.toList()) {
                if (lastUse(folder).isBefore(old)) Folders.remove(folder);
            }
        }
    }

    private static Instant lastUse(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant();
        } catch (IOException _) {
            // Another process has removed it.
            return CLOCK.instant();
        }
    }
}
