package openencoder.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What a publication may rely on: which writes S3Proxy makes conditional, and how it refuses. */
class ConditionalObjectWritesIT {

    private static final String BUCKET = "destination";

    private static final String OTHER_ETAG = "\"0123456789abcdef0123456789abcdef\"";

    private static LocalObjectStore store;
    private static S3Client s3;

    private final String key = "out/" + UUID.randomUUID() + ".mp4";

    @BeforeAll
    static void start() {
        store = LocalObjectStore.temporary();
        s3 = Clients.s3(store.endpoint());
        s3.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        s3.close();
        store.close();
    }

    @Test
    void put_if_none_match_writes_a_new_key_and_refuses_an_old_one() {
        putIfAbsent("first");
        assertThat(status(() -> putIfAbsent("second"))).isEqualTo(412);
        assertThat(content()).isEqualTo("first");
    }

    @Test
    void of_many_puts_if_none_match_at_once_one_is_written() throws Exception {
        for (int round = 0; round < 10; round++) {
            var contested = key + round;
            assertThat(written(i -> () -> status(() -> putIfAbsent(contested, "writer " + i))))
                    .isOne();
        }
    }

    @Test
    void put_if_match_replaces_the_version_seen_and_refuses_any_other() {
        var seen = put("first");
        assertThat(status(() -> putIfMatch(seen, "second"))).isEqualTo(200);
        assertThat(status(() -> putIfMatch(seen, "third"))).isEqualTo(412);
        assertThat(content()).isEqualTo("second");
    }

    @Test
    void of_many_writers_who_saw_the_same_version_one_replaces_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            var seen = put("round " + round);
            assertThat(written(i -> () -> status(() -> putIfMatch(seen, "writer " + i)))).isOne();
        }
    }

    @Test
    void put_if_match_on_a_missing_key_is_not_found() {
        assertThat(status(() -> putIfMatch(OTHER_ETAG, "x"))).isEqualTo(404);
    }

    @Test
    void a_copy_carries_content_and_metadata_unless_told_otherwise() {
        put("film", Map.of("attempt", "3"));
        copy(c -> {});
        assertThat(head(copyKey()).metadata()).isEqualTo(Map.of("attempt", "3"));
        copy(
                c ->
                        c.metadataDirective(MetadataDirective.REPLACE)
                                .contentType("video/mp4")
                                .metadata(Map.of("attempt", "4")));
        assertThat(head(copyKey()).metadata()).isEqualTo(Map.of("attempt", "4"));
        assertThat(head(copyKey()).contentType()).isEqualTo("video/mp4");
        assertThat(content(copyKey())).isEqualTo("film");
    }

    @Test
    void a_copy_can_ask_for_a_version_of_its_source() {
        var seen = put("film");
        assertThat(status(() -> copy(c -> c.copySourceIfMatch(OTHER_ETAG)))).isEqualTo(412);
        assertThat(status(() -> copy(c -> c.copySourceIfMatch(seen)))).isEqualTo(200);
    }

    @Test
    void a_condition_on_the_destination_of_a_copy_is_refused_rather_than_ignored() {
        put("film");
        assertThat(status(() -> copy(c -> c.ifNoneMatch("*")))).isEqualTo(501);
        assertThat(status(() -> copy(c -> c.ifMatch(OTHER_ETAG)))).isEqualTo(501);
    }

    @Test
    void complete_if_none_match_publishes_a_new_key_and_refuses_an_old_one() {
        assertThat(status(() -> publish("first", c -> c.ifNoneMatch("*")))).isEqualTo(200);
        assertThat(status(() -> publish("second", c -> c.ifNoneMatch("*")))).isEqualTo(412);
        assertThat(content()).isEqualTo("first");
        assertThat(head(key).metadata()).isEqualTo(Map.of("attempt", "5"));
    }

    @Test
    void complete_if_match_replaces_the_version_seen_and_refuses_any_other() {
        var seen = put("first");
        assertThat(status(() -> publish("second", c -> c.ifMatch(seen)))).isEqualTo(200);
        assertThat(status(() -> publish("third", c -> c.ifMatch(seen)))).isEqualTo(412);
        assertThat(content()).isEqualTo("second");
    }

    @Test
    void complete_if_match_on_a_missing_key_is_not_found() {
        assertThat(status(() -> publish("x", c -> c.ifMatch(OTHER_ETAG)))).isEqualTo(404);
    }

    @Test
    void of_many_completions_that_saw_the_same_version_one_replaces_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            var seen = put("round " + round);
            assertThat(
                            written(
                                    i -> {
                                        var upload = upload("writer " + i);
                                        return () ->
                                                status(
                                                        () ->
                                                                complete(
                                                                        upload,
                                                                        c -> c.ifMatch(seen)));
                                    }))
                    .isOne();
        }
    }

    @Test
    void a_refused_completion_leaves_its_upload_open_until_it_is_aborted() {
        put("first");
        var upload = upload("second");
        assertThat(status(() -> complete(upload, c -> c.ifNoneMatch("*")))).isEqualTo(412);
        assertThat(openUploads()).hasSize(1);
        abort(upload);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void an_open_upload_and_its_parts_are_in_no_listing() {
        var upload = upload("film");
        assertThat(openUploads()).singleElement().returns(upload.id(), MultipartUpload::uploadId);
        assertThat(s3.listParts(l -> l.bucket(BUCKET).key(key).uploadId(upload.id())).parts())
                .singleElement()
                .returns(4L, Part::size);
        assertThat(s3.listObjectsV2(l -> l.bucket(BUCKET).prefix(key)).contents()).isEmpty();
        abort(upload);
    }

    @Test
    void a_part_can_be_copied_from_a_range_of_another_object() {
        put("0123456789");
        var id = s3.createMultipartUpload(m -> m.bucket(BUCKET).key(copyKey())).uploadId();
        var eTag =
                s3.uploadPartCopy(
                                u ->
                                        u.sourceBucket(BUCKET)
                                                .sourceKey(key)
                                                .destinationBucket(BUCKET)
                                                .destinationKey(copyKey())
                                                .uploadId(id)
                                                .partNumber(1)
                                                .copySourceRange("bytes=2-5"))
                        .copyPartResult()
                        .eTag();
        s3.completeMultipartUpload(
                c ->
                        c.bucket(BUCKET)
                                .key(copyKey())
                                .uploadId(id)
                                .multipartUpload(m -> m.parts(part(eTag))));
        assertThat(content(copyKey())).isEqualTo("2345");
    }

    @Test
    void delete_if_match_spares_another_version() {
        put("film");
        assertThat(
                        status(
                                () ->
                                        s3.deleteObject(
                                                d ->
                                                        d.bucket(BUCKET)
                                                                .key(key)
                                                                .ifMatch(OTHER_ETAG))))
                .isEqualTo(412);
        assertThat(content()).isEqualTo("film");
    }

    private record Upload(String id, String eTag) {}

    private Upload upload(String content) {
        var id =
                s3.createMultipartUpload(
                                m -> m.bucket(BUCKET).key(key).metadata(Map.of("attempt", "5")))
                        .uploadId();
        var eTag =
                s3.uploadPart(
                                u -> u.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
                                RequestBody.fromString(content))
                        .eTag();
        return new Upload(id, eTag);
    }

    private void complete(
            Upload upload, Consumer<CompleteMultipartUploadRequest.Builder> condition) {
        s3.completeMultipartUpload(
                c ->
                        condition.accept(
                                c.bucket(BUCKET)
                                        .key(key)
                                        .uploadId(upload.id())
                                        .multipartUpload(m -> m.parts(part(upload.eTag())))));
    }

    private void publish(
            String content, Consumer<CompleteMultipartUploadRequest.Builder> condition) {
        var upload = upload(content);
        try {
            complete(upload, condition);
        } catch (S3Exception failure) {
            abort(upload);
            throw failure;
        }
    }

    private void abort(Upload upload) {
        s3.abortMultipartUpload(a -> a.bucket(BUCKET).key(key).uploadId(upload.id()));
    }

    private List<MultipartUpload> openUploads() {
        return s3.listMultipartUploads(l -> l.bucket(BUCKET).prefix(key)).uploads();
    }

    private static CompletedPart part(String eTag) {
        return CompletedPart.builder().partNumber(1).eTag(eTag).build();
    }

    private String copyKey() {
        return key + "-copy";
    }

    private void copy(Consumer<CopyObjectRequest.Builder> condition) {
        s3.copyObject(
                c ->
                        condition.accept(
                                c.sourceBucket(BUCKET)
                                        .sourceKey(key)
                                        .destinationBucket(BUCKET)
                                        .destinationKey(copyKey())));
    }

    private static HeadObjectResponse head(String key) {
        return s3.headObject(h -> h.bucket(BUCKET).key(key));
    }

    private static int written(IntFunction<Callable<Integer>> writer) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writes = IntStream.range(0, 8).mapToObj(writer).toList();
            int written = 0;
            for (var status : threads.invokeAll(writes)) written += status.get() == 200 ? 1 : 0;
            return written;
        }
    }

    private String put(String content) {
        return put(content, Map.of());
    }

    private String put(String content, Map<String, String> metadata) {
        return s3.putObject(
                        p -> p.bucket(BUCKET).key(key).metadata(metadata),
                        RequestBody.fromString(content))
                .eTag();
    }

    private void putIfAbsent(String content) {
        putIfAbsent(key, content);
    }

    private static void putIfAbsent(String key, String content) {
        s3.putObject(
                p -> p.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
    }

    private void putIfMatch(String eTag, String content) {
        s3.putObject(p -> p.bucket(BUCKET).key(key).ifMatch(eTag), RequestBody.fromString(content));
    }

    private String content() {
        return content(key);
    }

    private static String content(String key) {
        return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static int status(Runnable request) {
        var refusal = catchThrowableOfType(S3Exception.class, request::run);
        return refusal == null ? 200 : refusal.statusCode();
    }
}
