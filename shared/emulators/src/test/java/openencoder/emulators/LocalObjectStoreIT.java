package openencoder.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.nio.file.Files;
import java.nio.file.Path;

class LocalObjectStoreIT {

    @TempDir Path folder;

    @Test
    void an_object_is_there_after_a_restart_and_is_a_plain_file() {
        try (var store = LocalObjectStore.in(folder);
                var s3 = Clients.s3(store.endpoint())) {
            s3.createBucket(b -> b.bucket("source"));
            s3.putObject(
                    p -> p.bucket("source").key("src/ä film.mp4"), RequestBody.fromString("film"));
        }
        assertThat(folder.resolve("source/src/ä film.mp4")).hasContent("film");
        try (var store = LocalObjectStore.in(folder);
                var s3 = Clients.s3(store.endpoint())) {
            assertThat(
                            s3.getObjectAsBytes(g -> g.bucket("source").key("src/ä film.mp4"))
                                    .asUtf8String())
                    .isEqualTo("film");
        }
    }

    @Test
    void a_wrong_secret_is_refused() {
        try (var store = LocalObjectStore.temporary();
                var s3 =
                        Clients.s3(
                                new Endpoint(
                                        store.endpoint().uri(),
                                        store.endpoint().region(),
                                        store.endpoint().accessKeyId(),
                                        "guess"))) {
            assertThatThrownBy(s3::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void a_temporary_store_leaves_nothing_behind() {
        Path bucket;
        try (var store = LocalObjectStore.temporary();
                var s3 = Clients.s3(store.endpoint())) {
            s3.createBucket(b -> b.bucket("source"));
            bucket = store.folder().resolve("source");
            assertThat(bucket).isDirectory();
        }
        assertThat(Files.exists(bucket.getParent())).isFalse();
    }
}
