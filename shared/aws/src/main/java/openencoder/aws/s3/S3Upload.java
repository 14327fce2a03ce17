package openencoder.aws.s3;

import openencoder.aws.client.Timeouts;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** A file on its way into a bucket. */
final class S3Upload {
    private final S3Client s3;
    private final Path file;
    private final ObjectKey key;
    private final String contentType;
    private final Transfer transfer;

    /**
     * @param transfer told how far it is
     */
    S3Upload(S3Client s3, ObjectStore.Upload upload, Transfer transfer) {
        this.s3 = s3;
        this.file = upload.file();
        this.key = upload.to();
        this.contentType = upload.contentType();
        this.transfer = transfer;
    }

    /** Begins an upload and gives it up, which takes the same rights as the upload itself. */
    static void rehearse(S3Client s3, ObjectKey key) {
        new MultipartUpload(s3, key, "application/octet-stream", Map.of()).close();
    }

    /** Whether one request stores it. */
    boolean isSmall() {
        return size() <= S3ObjectStore.PART;
    }

    void run() {
        var size = size();
        if (isSmall()) {
            transfer.run(List.<Callable<ObjectKey>>of(this::put));
            return;
        }
        var parts = Parts.of(size, S3ObjectStore.PART).list();
        try (var upload = new MultipartUpload(s3, key, contentType, Map.of())) {
            var sent =
                    transfer.run(
                            parts.stream()
                                    .<Callable<CompletedPart>>map(
                                            part -> () -> upload.upload(part, body(part)))
                                    .toList());
            complete(upload, sent, size);
        }
    }

    /** Stores a small file with one request. */
    ObjectKey put() {
        var size = size();
        var whole = new Parts.Part(1, 0, size - 1);
        s3.putObject(
                b ->
                        b.bucket(key.bucket())
                                .key(key.key())
                                .contentType(contentType)
                                .overrideConfiguration(Timeouts.withSending(size)),
                body(whole));
        return key;
    }

    private void complete(MultipartUpload upload, List<CompletedPart> sent, long size) {
        try {
            upload.complete(sent, size, _ -> {});
        } catch (S3Exception refused) {
            // Complete already, when the answer was lost and the SDK asked again.
            if (!S3Errors.isUploadGone(refused) || sizeThere() != size) throw refused;
        }
    }

    private long sizeThere() {
        return s3.headObject(b -> b.bucket(key.bucket()).key(key.key())).contentLength();
    }

    private RequestBody body(Parts.Part part) {
        var counted = new AtomicLong();
        return RequestBody.fromContentProvider(
                () -> {
                    // A new stream means that the SDK begins this part again.
                    transfer.moved(-counted.getAndSet(0));
                    return new FileSlice(
                            file,
                            part,
                            bytes -> {
                                counted.addAndGet(bytes);
                                transfer.moved(bytes);
                            });
                },
                part.size(),
                contentType);
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
