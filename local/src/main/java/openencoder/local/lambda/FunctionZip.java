package openencoder.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * A function's code, unpacked.
 *
 * @param folder what Lambda would have in {@code /var/task}
 */
public record FunctionZip(Path folder) {

    /**
     * Unpacks the zip into the folder unless it is there already.
     *
     * @throws IllegalStateException if there is no such zip
     */
    public static FunctionZip unpack(Path zip, Path into) {
        try {
            var stamp = "%s %d".formatted(Files.getLastModifiedTime(zip), Files.size(zip));
            var stampFile = into.resolveSibling(into.getFileName() + ".stamp");
            if (!Files.exists(stampFile) || !Files.readString(stampFile).equals(stamp)) {
                delete(into);
                extract(zip, into);
                Files.writeString(stampFile, stamp);
            }
            return new FunctionZip(into);
        } catch (NoSuchFileException failure) {
            throw new IllegalStateException(
                    "%s is missing; build it with ./mvnw package".formatted(zip), failure);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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

    private static void extract(Path zip, Path into) throws IOException {
        Files.createDirectories(into);
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().filter(entry -> !entry.isDirectory()).toList()) {
                var target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into))
                    throw new IOException("%s reaches out of %s".formatted(entry.getName(), zip));
                Files.createDirectories(target.getParent());
                try (var content = file.getInputStream(entry)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
