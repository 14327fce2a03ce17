package openencoder.aws.s3;

import openencoder.aws.client.Timeouts;
import openencoder.media.ObjectKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An object put together from parts. Closed before it is complete, it leaves nothing behind. */
final class MultipartUpload implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MultipartUpload.class);

    private final S3Client s3;
    private final ObjectKey key;
    private final String id;
    private boolean complete;

    MultipartUpload(S3Client s3, ObjectKey key, String contentType, Map<String, String> metadata) {
        this.s3 = s3;
        this.key = key;
        this.id =
                s3.createMultipartUpload(
                                b ->
                                        b.bucket(key.bucket())
                                                .key(key.key())
                                                .contentType(contentType)
                                                .metadata(metadata)
                                                .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                        .uploadId();
    }

    CompletedPart upload(Parts.Part part, RequestBody body) {
        var sent =
                s3.uploadPart(
                        b ->
                                b.bucket(key.bucket())
                                        .key(key.key())
                                        .uploadId(id)
                                        .partNumber(part.number())
                                        .contentLength(part.size())
                                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                        .overrideConfiguration(Timeouts.withSending(part.size())),
                        body);
        return part(part.number(), sent.eTag(), sent.checksumCRC32());
    }

    /**
     * @param etag which version of the source
     */
    CompletedPart copy(Parts.Part part, ObjectKey source, String etag) {
        var copied =
                s3.uploadPartCopy(
                                b ->
                                        b.sourceBucket(source.bucket())
                                                .sourceKey(source.key())
                                                .copySourceIfMatch(etag)
                                                .copySourceRange(part.range())
                                                .destinationBucket(key.bucket())
                                                .destinationKey(key.key())
                                                .uploadId(id)
                                                .partNumber(part.number())
                                                .overrideConfiguration(
                                                        Timeouts.withCopying(part.size())))
                        .copyPartResult();
        return part(part.number(), copied.eTag(), copied.checksumCRC32());
    }

    private static CompletedPart part(int number, String etag, String crc32) {
        return CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32(crc32).build();
    }

    /**
     * @param size of all parts together
     */
    void complete(
            List<CompletedPart> parts,
            long size,
            Consumer<CompleteMultipartUploadRequest.Builder> condition) {
        s3.completeMultipartUpload(
                b ->
                        condition.accept(
                                b.bucket(key.bucket())
                                        .key(key.key())
                                        .uploadId(id)
                                        .multipartUpload(m -> m.parts(parts))
                                        .overrideConfiguration(Timeouts.withCopying(size))));
        complete = true;
    }

    @Override
    public void close() {
        if (complete) return;
        // An interrupted thread could not make the call.
        var interrupted = Thread.interrupted();
        try {
            s3.abortMultipartUpload(b -> b.bucket(key.bucket()).key(key.key()).uploadId(id));
        } catch (SdkException failed) {
            // What made the upload fail matters more; a rule of the bucket removes the parts.
            log.atWarn().addKeyValue("key", key).setCause(failed).log("Parts left behind");
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
