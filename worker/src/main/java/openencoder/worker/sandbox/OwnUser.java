package openencoder.worker.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/**
 * The user nobody, for the children of a worker that is root.
 *
 * @param setpriv the program that makes the change
 */
record OwnUser(Path setpriv) {
    static final String NOBODY = "65534";

    int id() {
        return Integer.parseInt(NOBODY);
    }

    List<String> prefix() {
        return List.of(
                setpriv.toString(),
                "--reuid",
                NOBODY,
                "--regid",
                NOBODY,
                "--clear-groups",
                "--no-new-privs",
                // changing the user had forgotten it
                "--pdeathsig",
                "KILL");
    }

    /** Lets this user reach what it is meant to. */
    void admitTo(Bounds bounds) {
        try {
            for (var source : bounds.sources()) makeReadable(source);
            if (bounds.isWritable()) {
                Files.setAttribute(bounds.folder(), "unix:uid", id());
                Files.setAttribute(bounds.folder(), "unix:gid", id());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void makeReadable(Path source) throws IOException {
        var permissions = Files.getPosixFilePermissions(source);
        var isChanged = permissions.add(PosixFilePermission.OTHERS_READ);
        if (Files.isDirectory(source))
            isChanged |= permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        if (isChanged) Files.setPosixFilePermissions(source, permissions);
    }
}
