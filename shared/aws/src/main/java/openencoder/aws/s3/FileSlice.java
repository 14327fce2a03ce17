package openencoder.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A part of a file, read once from its beginning. */
final class FileSlice extends InputStream {
    private final FileChannel file;
    private final LongConsumer read;
    private final long end;
    private long position;

    /**
     * @param read told of each portion that was read, in bytes
     */
    FileSlice(Path path, Parts.Part part, LongConsumer read) {
        try {
            this.file = FileChannel.open(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.position = part.first();
        this.end = part.last() + 1;
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (position == end) return -1;
        var most = (int) Math.min(length, end - position);
        var count = file.read(ByteBuffer.wrap(bytes, offset, most), position);
        if (count <= 0) return count;
        position += count;
        read.accept(count);
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
