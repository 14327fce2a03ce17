package openencoder.aws.s3;

import openencoder.aws.client.Backoff;
import openencoder.media.ObjectKey;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/**
 * An object on its way into a file, in ranges of one and the same version. A range whose connection
 * breaks is taken up where it broke.
 */
final class S3Download {
    private static final int TRIES = 4;
    private static final int BUFFER = 256 << 10;

    private final S3Client s3;
    private final ObjectKey key;
    private final String etag;
    private final long size;
    private final Transfer transfer;

    S3Download(S3Client s3, ObjectKey key, String etag, long size, LongConsumer received) {
        this.s3 = s3;
        this.key = key;
        this.etag = etag;
        this.size = size;
        this.transfer = new Transfer(S3ObjectStore.WIDTH, received);
    }

    /**
     * @throws UncheckedIOException if the file cannot be written
     */
    void to(Path file) {
        try (var channel = create(file)) {
            transfer.run(
                    Parts.of(size, S3ObjectStore.PART).list().stream()
                            .<Callable<Object>>map(part -> () -> fetch(part, channel))
                            .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (RuntimeException | Error failed) {
            delete(file, failed);
            throw failed;
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void delete(Path file, Throwable because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            because.addSuppressed(failed);
        }
    }

    private Object fetch(Parts.Part part, FileChannel channel) {
        var pause = new Backoff();
        var at = part.first();
        for (var tries = 1; at <= part.last(); tries++) {
            try {
                at = fetch(at, part.last(), channel);
            } catch (Broken broken) {
                if (tries == TRIES) throw new UncheckedIOException(broken.because);
                at = broken.at;
                pause.once();
            }
        }
        return part;
    }

    private long fetch(long first, long last, FileChannel channel) throws Broken {
        var object = s3.getObject(request(first, last));
        var whole = false;
        try {
            copy(object, first, last, channel);
            whole = true;
            return last + 1;
        } finally {
            close(object, whole);
        }
    }

    private GetObjectRequest request(long first, long last) {
        var request = GetObjectRequest.builder().bucket(key.bucket()).key(key.key()).ifMatch(etag);
        var isWhole = first == 0 && last == size - 1;
        return isWhole
                ? request.build()
                : request.range("bytes=%d-%d".formatted(first, last)).build();
    }

    private void copy(
            ResponseInputStream<GetObjectResponse> object, long first, long last, FileChannel file)
            throws Broken {
        var buffer = new byte[BUFFER];
        for (var at = first; ; ) {
            var count = read(object, buffer, at);
            if (count < 0 && at == last + 1) return;
            if (count < 0) throw new Broken(at, new IOException("The object ended early."));
            write(file, ByteBuffer.wrap(buffer, 0, count), at);
            at += count;
            transfer.moved(count);
        }
    }

    private static int read(ResponseInputStream<?> object, byte[] buffer, long at) throws Broken {
        try {
            return object.read(buffer);
        } catch (IOException broken) {
            throw new Broken(at, broken);
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes, long at) {
        try {
            while (bytes.hasRemaining()) at += file.write(bytes, at);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // Closing reads what is left, so that the connection can be used again; aborting does not.
    private static void close(ResponseInputStream<?> object, boolean whole) throws Broken {
        if (!whole) {
            object.abort();
            return;
        }
        try {
            object.close();
        } catch (IOException _) {
            // Every byte is there; only the connection is lost.
        }
    }

    /** The connection broke; the file is right up to {@code at}. */
    private static final class Broken extends Exception {
        private final long at;
        private final transient IOException because;

        Broken(long at, IOException because) {
            super(null, because, false, false);
            this.at = at;
            this.because = because;
        }
    }
}
