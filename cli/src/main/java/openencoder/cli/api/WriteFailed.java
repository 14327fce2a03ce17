package openencoder.cli.api;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file of the user's could not be written. */
public final class WriteFailed extends RuntimeException {

    public WriteFailed(Path file, IOException cause) {
        super("%s cannot be written: %s".formatted(file, reason(cause)), cause);
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException about && about.getReason() != null)
            return about.getReason();
        return e.getMessage() == null || e instanceof FileSystemException
                ? e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                : e.getMessage();
    }
}
