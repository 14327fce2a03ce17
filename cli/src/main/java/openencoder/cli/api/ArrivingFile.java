package openencoder.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** A file that is not there until it is whole; what is left of it when it is closed goes. */
final class ArrivingFile implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Path part;
    private final OutputStream out;
    private final MessageDigest digest = sha256();

    /**
     * @throws WriteFailed if it cannot be begun
     */
    ArrivingFile(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = Files.newOutputStream(part);
        } catch (IOException failed) {
            throw new WriteFailed(file, failed);
        }
    }

    /**
     * @throws IOException if the content breaks off
     * @throws WriteFailed if it cannot be stored
     */
    void take(InputStream content, LongConsumer got) throws IOException {
        var chunk = new byte[CHUNK];
        long bytes = 0;
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            digest.update(chunk, 0, read);
            write(chunk, read);
            bytes += read;
            got.accept(bytes);
        }
    }

    private void write(byte[] chunk, int length) {
        try {
            out.write(chunk, 0, length);
        } catch (IOException failed) {
            throw new WriteFailed(file, failed);
        }
    }

    /** Whether it is what it was said to be. */
    boolean is(String sha256) {
        return sha256.isEmpty() || HexFormat.of().formatHex(digest.digest()).equals(sha256);
    }

    void keep() {
        try {
            out.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new WriteFailed(file, failed);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(part);
        } catch (IOException failed) {
            throw new WriteFailed(part, failed);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
