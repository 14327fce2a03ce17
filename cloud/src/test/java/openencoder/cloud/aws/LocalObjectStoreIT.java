package openencoder.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
                                new AwsEndpoint(
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
    void an_upload_by_link_that_calls_itself_a_form_is_taken_for_the_bytes_it_is()
            throws Exception {
        try (var store = LocalObjectStore.temporary();
                var s3 = Clients.s3(store.endpoint());
                var presigner = Clients.presigner(store.endpoint());
                var http = HttpClient.newHttpClient()) {
            s3.createBucket(b -> b.bucket("source"));
            var link =
                    presigner.presignPutObject(
                            b ->
                                    b.signatureDuration(Duration.ofMinutes(1))
                                            .putObjectRequest(
                                                    p -> p.bucket("source").key("film.mp4")));
            var put =
                    HttpRequest.newBuilder(link.url().toURI())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .PUT(BodyPublishers.ofString("a=film&b"))
                            .build();

            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(store.folder().resolve("source/film.mp4")).hasContent("a=film&b");
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
