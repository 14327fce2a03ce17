package openencoder.local.artifacts;

import openencoder.media.Sha256;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

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
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
            try (var tar = tar(Files.newOutputStream(part))) {
                for (var each : sorted().entrySet()) add(tar, each.getKey(), each.getValue());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Artifact.of(file);
    }

    private static TarArchiveOutputStream tar(OutputStream out) throws IOException {
        var tar = new TarArchiveOutputStream(new GZIPOutputStream(out, 1 << 16), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    // Names, contents and rights to execute alone decide: every file is root's, from 1970.
    private static void add(TarArchiveOutputStream tar, String name, Path path) throws IOException {
        var isLink = Files.isSymbolicLink(path);
        var isFolder = !isLink && Files.isDirectory(path);
        var entry =
                isLink
                        ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK)
                        : new TarArchiveEntry(isFolder ? name + "/" : name);
        if (isLink) entry.setLinkName(Files.readSymbolicLink(path).toString());
        if (!isLink && !isFolder) entry.setSize(Files.size(path));
        entry.setMode(isLink ? 0777 : isFolder || Files.isExecutable(path) ? 0755 : 0644);
        entry.setNames("root", "root");
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        if (!isLink && !isFolder) Files.copy(path, tar);
        tar.closeArchiveEntry();
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
