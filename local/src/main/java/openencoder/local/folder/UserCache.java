package openencoder.local.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this user's programs keep what can be made again: {@code XDG_CACHE_HOME} or {@code
 * ~/.cache}; a temporary folder for as long as it is used where neither can be written.
 */
public final class UserCache implements AutoCloseable {

    private static final String NAME = "open-encoder";

    private final Path folder;
    private final boolean isTemporary;

    private UserCache(Path folder, boolean isTemporary) {
        this.folder = folder;
        this.isTemporary = isTemporary;
    }

    public static UserCache open(Map<String, String> environment) {
        return value(environment, "XDG_CACHE_HOME")
                .or(() -> value(environment, "HOME").map(home -> home.resolve(".cache")))
                .map(caches -> caches.resolve(NAME))
                .filter(UserCache::isWritable)
                .map(folder -> new UserCache(folder, false))
                .orElseGet(UserCache::temporary);
    }

    /** A folder in it, which may not be there yet. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        if (isTemporary) Folders.remove(folder);
    }

    private static UserCache temporary() {
        try {
            return new UserCache(Files.createTempDirectory(NAME), true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<Path> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> value.startsWith("/"))
                .map(Path::of);
    }
}
