package openencoder.local.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a gzipped tar (POSIX ustar) that depends on names, contents and rights to execute alone:
 * every file is root's, from 1970.
 */
final class TarWriter implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final long LARGEST = 0_77777_777777L;

    private final OutputStream out;

    TarWriter(OutputStream out) throws IOException {
        this.out = new GZIPOutputStream(out, 1 << 16);
    }

    void add(String name, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            header(name, 0777, 0, '2', Files.readSymbolicLink(path).toString());
            return;
        }
        if (Files.isDirectory(path)) {
            header(name + "/", 0755, 0, '5', "");
            return;
        }
        var size = Files.size(path);
        header(name, Files.isExecutable(path) ? 0755 : 0644, size, '0', "");
        Files.copy(path, out);
        out.write(new byte[(int) (-size & (BLOCK - 1))]);
    }

    private void header(String name, int mode, long size, char type, String link)
            throws IOException {
        if (size > LARGEST) throw new IOException(name + " is too large for a tar");
        var block = new byte[BLOCK];
        text(block, 0, name);
        octal(block, 100, 8, mode);
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, 0);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        text(block, 157, link);
        put(block, 257, "ustar\00000");
        put(block, 265, "root");
        put(block, 297, "root");
        var sum = 0;
        for (var each : block) sum += each & 0xff;
        put(block, 148, "%06o\0 ".formatted(sum));
        out.write(block);
    }

    private static void text(byte[] block, int at, String text) throws IOException {
        if (text.getBytes(UTF_8).length > NAME)
            throw new IOException("Too long for a tar: " + text);
        put(block, at, text);
    }

    private static void octal(byte[] block, int at, int length, long number) {
        put(block, at, ("%0" + (length - 1) + "o").formatted(number));
    }

    private static void put(byte[] block, int at, String text) {
        var bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
