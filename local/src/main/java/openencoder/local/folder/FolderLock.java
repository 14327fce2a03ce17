package openencoder.local.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.local.StackProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two stacks out of one folder. The system takes the lock back when its process dies. */
public final class FolderLock implements AutoCloseable {

    private static final String NAME = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws StackProblem naming the process that has the folder
     */
    public static FolderLock take(Path folder) {
        var file = Folders.make(folder).resolve(NAME);
        try {
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap(
                                Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
                return new FolderLock(channel);
            }
            channel.close();
            throw new StackProblem(
                    "%s is in use by process %s. Stop that one, or choose another folder with --data."
                            .formatted(folder, Files.readString(file)));
        } catch (IOException failed) {
            throw new StackProblem("%s cannot be locked: %s".formatted(file, failed), failed);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
