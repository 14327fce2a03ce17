package openencoder.local.artifacts;

import openencoder.media.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What is unpacked and run without anything else: the programs, a Java of their own, FFmpeg and
 * their licences, in the same places as in a clone.
 */
public final class Release {
    private static final String CLI = "cli/target/cli/lib";
    private static final String WORKER = "worker/target/worker/lib";
    // Its licence does not allow us to pass it on: a stack fetches it when it first starts.
    private static final String AMAZONS = "DynamoDBLocal-";
    private static final List<String> FUNCTIONS =
            List.of("auth", "presets", "jobs", "machines", "sweeper");
    private static final List<String> OWN =
            List.of("openencoder-function-", "openencoder-web-", "aws-serverless-java-container-");
    // Jdeps cannot tell: some of the jars are modules that lack others which they would want.
    private static final Set<String> MODULES =
            Set.of(
                    "java.se",
                    "jdk.crypto.ec",
                    "jdk.httpserver",
                    "jdk.management",
                    "jdk.net",
                    "jdk.unsupported",
                    "jdk.zipfs");
    private static final List<String> TEXTS =
            List.of("LICENSE", "NOTICE", "CHANGELOG.md", "licenses/GPL-3.0.txt", "template.yaml");

    private final Path home;
    private final Path release;

    private Release(Path home, Path release) {
        this.home = home;
        this.release = release;
    }

    /**
     * {@code layout HOME FOLDER AMAZONS} makes the folder, which is not there yet, with the
     * description of Amazon's jar; {@code pack PARENT FILE} makes an archive of all in the parent,
     * for the same content with the same bytes.
     */
    public static void main(String... args) {
        var from = Path.of(args[1]).toAbsolutePath().normalize();
        var to = Path.of(args[2]).toAbsolutePath().normalize();
        if (args[0].equals("layout")) new Release(from, to).layOut(args[3]);
        else Archive.ofFolder(from).writeTo(to);
    }

    private void layOut(String amazonsJar) {
        try {
            for (var text : TEXTS) copy(home.resolve(text), release.resolve(text));
            copy(home.resolve("cli/launch"), release.resolve("cli/launch"));
            copy(home.resolve("cli/record"), release.resolve("cli/record"));
            copy(home.resolve("dist/openencoder"), release.resolve("openencoder"));
            Files.writeString(release.resolve("cli/dynamodb.properties"), amazonsJar);
            libraries();
            for (var function : FUNCTIONS) function(function);
            for (var program : List.of("cli", "worker"))
                copy(
                        home.resolve(program + "/target/sbom.cdx.json"),
                        release.resolve("licenses/%s.cdx.json".formatted(program)));
            RuntimeImage.link(MODULES, release.resolve("runtime"));
            withoutTimes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // A jar of both is there once.
    private void libraries() throws IOException {
        var there = new HashMap<String, Path>();
        for (var jar : list(home.resolve(CLI)).toList()) {
            var name = jar.getFileName().toString();
            if (name.startsWith(AMAZONS)) continue;
            var copied = copy(jar, release.resolve(CLI).resolve(name));
            there.put(name + Sha256.of(jar), copied);
        }
        for (var jar : list(home.resolve(WORKER)).toList()) {
            var name = jar.getFileName().toString();
            var place = release.resolve(WORKER).resolve(name);
            var same = there.get(name + Sha256.of(jar));
            if (same == null) {
                copy(jar, place);
                continue;
            }
            Files.createDirectories(place.getParent());
            Files.createSymbolicLink(place, place.getParent().relativize(same));
        }
    }

    // Of the libraries that it shares with the stack, the names are enough.
    private void function(String name) throws IOException {
        var path = "functions/%1$s/target/%1$s.zip".formatted(name);
        Files.createDirectories(release.resolve(path).getParent());
        try (var from = new ZipFile(home.resolve(path).toFile());
                var to = new ZipOutputStream(Files.newOutputStream(release.resolve(path)))) {
            for (var entry : from.stream().toList()) {
                var copied = new ZipEntry(entry.getName());
                copied.setComment(entry.getComment());
                copied.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(copied);
                var file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (OWN.stream().anyMatch(file::startsWith))
                    from.getInputStream(entry).transferTo(to);
                to.closeEntry();
            }
        }
    }

    // As the archive will have them: a cache of classes holds the times of its jars.
    private void withoutTimes() throws IOException {
        try (var all = Files.walk(release)) {
            for (var file : all.filter(each -> isFile(each)).toList())
                Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        return Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Stream<Path> list(Path libraries) throws IOException {
        try (var files = Files.list(libraries)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
