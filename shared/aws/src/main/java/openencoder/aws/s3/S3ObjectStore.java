package openencoder.aws.s3;

import openencoder.aws.client.AwsClients;
import openencoder.aws.client.AwsOutages;
import openencoder.aws.client.Timeouts;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Objects in S3. A published one carries its mark as user metadata. */
public final class S3ObjectStore implements ObjectStore {
    /** Size of a part in bytes, where 10,000 such parts are enough. */
    public static final long PART = 16L << 20;

    /** Parts moved at the same time. */
    static final int WIDTH = 4;

    // Small files moved at the same time: half of the connections, as the lease needs some too.
    private static final int FILES = 32;

    // docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
    private static final int MOST_DELETED = 1_000;

    private final AwsClients aws;

    /**
     * @param aws asked for its clients when one is used, so that a function that only signs links
     *     starts without the other
     */
    public S3ObjectStore(AwsClients aws) {
        this.aws = aws;
    }

    private S3Client s3() {
        return aws.s3();
    }

    @Override
    public Optional<Stored> head(ObjectKey key) {
        return look(key).map(S3Publishing::stored);
    }

    @Override
    public Map<ObjectKey, Stored> headAll(List<ObjectKey> keys) {
        var found = new ConcurrentHashMap<ObjectKey, Stored>();
        new Transfer(FILES, _ -> {})
                .run(
                        keys.stream()
                                .<Callable<ObjectKey>>map(
                                        key ->
                                                () -> {
                                                    head(key)
                                                            .ifPresent(
                                                                    stored ->
                                                                            found.put(key, stored));
                                                    return key;
                                                })
                                .toList());
        return found;
    }

    private Optional<HeadObjectResponse> look(ObjectKey key) {
        try {
            return Optional.of(s3().headObject(b -> b.bucket(key.bucket()).key(key.key())));
        } catch (S3Exception refused) {
            if (refused.statusCode() == 404) return Optional.empty();
            if (refused.statusCode() != 403) throw refused;
            throwUnlessDenied(key);
            return Optional.empty();
        }
    }

    // The answer to HEAD has no body to say why; bad credentials must not look like "not there".
    private void throwUnlessDenied(ObjectKey key) {
        try {
            s3().getObject(b -> b.bucket(key.bucket()).key(key.key()).range("bytes=0-0")).abort();
        } catch (S3Exception refused) {
            if (!S3Errors.isMissing(refused) && !S3Errors.isDenied(refused)) throw refused;
        }
    }

    @Override
    public void download(ObjectKey key, Path file, LongConsumer received) {
        var object = head(key).orElseThrow(() -> new NoSuchObject(key));
        orNoSuchObject(
                key,
                () -> {
                    new S3Download(s3(), key, object.etag(), object.size(), received).to(file);
                    return file;
                });
    }

    @Override
    public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        orNoSuchObject(
                key,
                () -> {
                    var transfer = new Transfer(WIDTH, sent);
                    new S3Upload(s3(), new Upload(file, key, contentType), transfer).run();
                    return key;
                });
    }

    /** Small files side by side, large ones one after the other, in parts. */
    @Override
    public void uploadAll(List<Upload> files, LongConsumer sent) {
        var before = new AtomicLong();
        LongConsumer more = bytes -> sent.accept(before.get() + bytes);
        var transfer = new Transfer(FILES, more);
        var small = new ArrayList<Callable<ObjectKey>>();
        for (var file : files) {
            var upload = new S3Upload(s3(), file, transfer);
            if (upload.isSmall()) {
                small.add(() -> orNoSuchObject(file.to(), upload::put));
                continue;
            }
            var last = new AtomicLong();
            upload(
                    file.file(),
                    file.to(),
                    file.contentType(),
                    bytes -> {
                        last.set(bytes);
                        more.accept(bytes);
                    });
            before.addAndGet(last.get());
        }
        transfer.run(small);
    }

    @Override
    public byte[] read(ObjectKey key) {
        return orNoSuchObject(
                key,
                () ->
                        s3().getObjectAsBytes(b -> b.bucket(key.bucket()).key(key.key()))
                                .asByteArrayUnsafe());
    }

    @Override
    public void write(ObjectKey key, byte[] content, String contentType) {
        orNoSuchObject(
                key,
                () ->
                        s3().putObject(
                                        b ->
                                                b.bucket(key.bucket())
                                                        .key(key.key())
                                                        .contentType(contentType)
                                                        .overrideConfiguration(
                                                                Timeouts.withSending(
                                                                        content.length)),
                                        RequestBody.fromBytes(content)));
    }

    @Override
    public void checkWritable(ObjectKey key) {
        orNoSuchObject(
                key,
                () -> {
                    S3Upload.rehearse(s3(), key);
                    return key;
                });
    }

    @Override
    public boolean publish(ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
        return orNoSuchObject(
                to,
                () -> new S3Publishing(s3(), this::look).publish(staged, to, publication, rule));
    }

    @Override
    public List<ObjectKey> publishAll(List<Copy> files, Publication publication, IfExists rule) {
        return new Transfer(FILES, _ -> {})
                        .run(
                                files.stream()
                                        .map(file -> publishing(file, publication, rule))
                                        .toList())
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
    }

    private Callable<Optional<ObjectKey>> publishing(
            Copy file, Publication publication, IfExists rule) {
        return () ->
                publish(file.staged(), file.to(), publication, rule)
                        ? Optional.empty()
                        : Optional.of(file.to());
    }

    private static <T> T orNoSuchObject(ObjectKey key, Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception refused) {
            if (S3Errors.isKeyMissing(refused)) throw new NoSuchObject(key);
            if (S3Errors.isMissing(refused)) throw new NoSuchBucket(key.bucket());
            if (S3Errors.isDenied(refused)) throw new Denied(key);
            if (S3Errors.isFinal(refused)) throw new Refused(key, AwsOutages.words(refused));
            throw refused;
        }
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            s3().deleteObject(b -> b.bucket(key.bucket()).key(key.key()));
        } catch (S3Exception refused) {
            if (!S3Errors.isMissing(refused)) throw refused;
        }
    }

    @Override
    public void deleteAll(List<ObjectKey> keys) {
        for (var first = 0; first < keys.size(); first += MOST_DELETED)
            deleteMany(keys.subList(first, Math.min(keys.size(), first + MOST_DELETED)));
    }

    private void deleteMany(List<ObjectKey> keys) {
        var bucket = keys.getFirst().bucket();
        var names = keys.stream().map(key -> ObjectIdentifier.builder().key(key.key()).build());
        var wanted = Delete.builder().objects(names.toList()).quiet(true).build();
        var answer = s3().deleteObjects(b -> b.bucket(bucket).delete(wanted));
        for (var error : answer.errors())
            if (!"NoSuchKey".equals(error.code()))
                throw new IllegalStateException(
                        "%s was not deleted: %s".formatted(error.key(), error.code()));
    }

    @Override
    public List<ObjectKey> list(ObjectKey prefix) {
        try {
            return s3()
                    .listObjectsV2Paginator(b -> b.bucket(prefix.bucket()).prefix(prefix.key()))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(key -> new ObjectKey(prefix.bucket(), key))
                    .toList();
        } catch (S3Exception refused) {
            if (S3Errors.isMissing(refused)) return List.of();
            throw refused;
        }
    }

    @Override
    public int abortUploads(String bucket, Instant begun) {
        var old =
                s3().listMultipartUploadsPaginator(b -> b.bucket(bucket)).uploads().stream()
                        .filter(upload -> upload.initiated().isBefore(begun))
                        .toList();
        for (var upload : old) abort(bucket, upload);
        return old.size();
    }

    private void abort(String bucket, MultipartUpload upload) {
        try {
            s3().abortMultipartUpload(
                            b -> b.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
        } catch (S3Exception refused) {
            if (!S3Errors.isUploadGone(refused)) throw refused;
        }
    }

    @Override
    public URI linkToGet(ObjectKey key, Duration life) {
        var link =
                aws.presigner()
                        .presignGetObject(
                                p ->
                                        p.signatureDuration(life)
                                                .getObjectRequest(
                                                        b ->
                                                                b.bucket(key.bucket())
                                                                        .key(key.key())
                                                                        .responseContentDisposition(
                                                                                saveAs(
                                                                                        key
                                                                                                .fileName()))));
        return uri(link.url());
    }

    @Override
    public URI linkToPut(ObjectKey key, Duration life) {
        return link(PutObjectRequest.builder().bucket(key.bucket()).key(key.key()), life);
    }

    /** The length is one of the headers that are signed: S3 refuses a body of another. */
    @Override
    public URI linkToPut(ObjectKey key, long size, Duration life) {
        var put = PutObjectRequest.builder().bucket(key.bucket()).key(key.key());
        return link(put.contentLength(size), life);
    }

    private URI link(PutObjectRequest.Builder put, Duration life) {
        var link =
                aws.presigner()
                        .presignPutObject(
                                p -> p.signatureDuration(life).putObjectRequest(put.build()));
        return uri(link.url());
    }

    /** As RFC 6266 has it: a plain name for old readers, then the true one. */
    static String saveAs(String fileName) {
        var plain = fileName.replaceAll("[^A-Za-z0-9._ -]", "_");
        var whole = URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, whole);
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException unlike) {
            throw new IllegalStateException("The SDK signed something that is no URI.", unlike);
        }
    }
}
