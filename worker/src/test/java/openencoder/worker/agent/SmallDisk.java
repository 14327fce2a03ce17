package openencoder.worker.agent;

import openencoder.worker.ffmpeg.TestSandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes, which takes root to make. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where it cannot be had, and fails it in CI. */
    static SmallDisk at(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var said = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString());
        if (!said.isEmpty())
            TestSandbox.missing("a small disk, which only root can mount: " + said);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Takes all space but this much, in bytes. */
    void fill(long left) {
        try {
            var space = Files.getFileStore(folder).getUsableSpace() - left;
            if (space > 0) Files.write(folder.resolve("filling"), new byte[(int) space]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(folder.resolve("filling"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", folder.toString());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            return process.waitFor() == 0 ? "" : said.strip();
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        }
    }
}
