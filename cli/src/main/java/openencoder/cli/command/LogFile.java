package openencoder.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where a stack's functions and emulators print. It is opened when they first do: by then the data
 * folder is this process's own, and what is to be forgotten is gone.
 */
public final class LogFile extends OutputStream {

    public static final String NAME = "stack.log";

    private static final long LARGE = 10L << 20;

    private final Path file;
    private OutputStream opened;

    private LogFile(Path file) {
        this.file = file;
    }

    /** Takes what this process prints to its standard streams from here on. */
    public static void takeStreams(Path file) {
        var stream = new PrintStream(new LogFile(file), true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @Override
    public void write(int letter) throws IOException {
        open().write(letter);
    }

    @Override
    public void write(byte[] text, int from, int length) throws IOException {
        open().write(text, from, length);
    }

    private synchronized OutputStream open() throws IOException {
        if (opened == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > LARGE)
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            opened =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return opened;
    }
}
