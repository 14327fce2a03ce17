package openencoder.cloud.digitalocean.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder that stands for a machine's file system. */
record Disk(Path root) {

    // At the start of a word or of a value in it; a path within a URL or behind ROOT is none.
    private static final Pattern ABSOLUTE =
            Pattern.compile("(^|[=:,'\"\\s])(/(?:opt|etc|var|run)(?=/|$))");

    private static final int REMOVAL_ATTEMPTS = 20;

    /**
     * Where a path of the machine's is.
     *
     * @throws BadUserData if it leads out of the machine
     */
    Path at(String path) {
        var inside = root.resolve("." + path).normalize();
        if (!path.startsWith("/") || !inside.startsWith(root))
            throw new BadUserData("'%s' is no absolute path.".formatted(path));
        return inside;
    }

    /** The same text with the machine's own paths where they are. */
    String rooted(String text) {
        return ABSOLUTE.matcher(text)
                .replaceAll(match -> match.group(1) + quoted(match.group(2), match.start(2), text));
    }

    private String quoted(String path, int start, String text) {
        boolean isRooted = text.startsWith(root.toString(), start);
        return Matcher.quoteReplacement(isRooted ? path : root + path);
    }

    /**
     * @param mode as in {@code 0644}
     */
    void write(String path, byte[] content, int mode) {
        var file = at(path);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions(0600)));
            Files.write(file, content);
            Files.setPosixFilePermissions(file, permissions(mode));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void makeFolder(String path) {
        try {
            Files.createDirectories(at(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean has(String path) {
        return Files.exists(at(path));
    }

    /** Files in a folder that end so, sorted. */
    List<Path> files(String folder, String ending) {
        if (!has(folder)) return List.of();
        try (var files = Files.list(at(folder))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes all of it; none there is fine. */
    void remove() {
        for (int attempt = 1; Files.exists(root); attempt++) {
            try (var files = Files.walk(root)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList())
                    Files.deleteIfExists(file);
            } catch (IOException | UncheckedIOException failed) {
                // What was just killed may have written something meanwhile.
                if (attempt == REMOVAL_ATTEMPTS)
                    throw new IllegalStateException(root + " cannot be removed", failed);
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--)
            text.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        return PosixFilePermissions.fromString(text.toString());
    }
}
