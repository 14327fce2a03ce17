package openencoder.local.folder;

import openencoder.local.StackProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** What the stack does with files and folders. */
public final class Folders {

    private static final int REMOVAL_ATTEMPTS = 20;

    private Folders() {}

    public static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new StackProblem(
                    "The folder %s cannot be made: %s".formatted(folder, failed), failed);
        }
    }

    /** Removes a folder and all that is in it; none there is fine, and so is another remover. */
    public static void remove(Path folder) {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                Files.walkFileTree(folder, new Removal());
            } catch (IOException failed) {
                // A program that is about to end may have written something meanwhile.
                if (attempt == REMOVAL_ATTEMPTS) throw new UncheckedIOException(failed);
            }
        }
    }

    /** Readers see the old content or the new, never a part. */
    public static void write(Path file, byte[] content, boolean onlyForOwner) {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part);
            if (onlyForOwner && Files.getFileStore(part).supportsFileAttributeView("posix"))
                Files.setPosixFilePermissions(
                        part,
                        EnumSet.of(
                                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            Files.write(part, content);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
