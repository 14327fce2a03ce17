package openencoder.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.aws.Fixture;
import openencoder.aws.client.AwsClients;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Files that go in several parts. */
class S3LargeFilesIT {
    private static final int SIZE = (int) (2.5 * S3ObjectStore.PART);

    private final Fixture aws = new Fixture();
    private final ObjectStore store = aws.store();
    private final String bucket = aws.environment().get("DESTINATION_BUCKET");
    private final Publication mark = new Publication("job", 1, Optional.empty());
    private final ObjectKey staged = new ObjectKey(bucket, "staged/film.mp4");

    @TempDir Path folder;
    private Path film;

    @BeforeEach
    void make() throws IOException {
        var bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        film = Files.write(folder.resolve("film.mp4"), bytes);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_large_file_goes_up_and_down_whole() throws IOException {
        var sent = new ArrayList<Long>();
        var received = new ArrayList<Long>();
        upload(sent::add);
        var back = folder.resolve("back.mp4");
        store.download(staged, back, received::add);

        assertThat(Files.mismatch(film, back)).isEqualTo(-1);
        assertThat(sent).isSorted().endsWith((long) SIZE);
        assertThat(received).isSorted().endsWith((long) SIZE);
        assertThat(aws.calls().names())
                .containsOnlyOnce("CreateMultipartUpload", "CompleteMultipartUpload")
                .doesNotContain("PutObject");
    }

    @Test
    void a_large_file_is_published_whole() throws IOException {
        upload(_ -> {});
        var to = new ObjectKey(bucket, "film.mp4");

        assertThat(store.publish(staged, to, mark, IfExists.OWN)).isTrue();

        var back = folder.resolve("back.mp4");
        store.download(to, back, _ -> {});
        assertThat(Files.mismatch(film, back)).isEqualTo(-1);
    }

    @Test
    void an_upload_stopped_by_its_listener_leaves_no_object_and_no_parts() {
        assertThatThrownBy(
                        () ->
                                upload(
                                        sent -> {
                                            if (sent > 0) throw new IllegalStateException("stop");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stop");
        assertNothingIsLeft();
    }

    @Test
    void an_upload_that_is_interrupted_ends_at_once_and_leaves_nothing() throws Exception {
        var begun = new CompletableFuture<Void>();
        var ended = new CompletableFuture<Throwable>();
        var uploader =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        upload(_ -> begun.complete(null));
                                        ended.complete(null);
                                    } catch (RuntimeException stopped) {
                                        ended.complete(stopped);
                                    }
                                });
        begun.get(10, TimeUnit.SECONDS);
        uploader.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        uploader.join(Duration.ofSeconds(5));
        assertNothingIsLeft();
    }

    @Test
    void an_upload_whose_part_is_refused_leaves_nothing() {
        try (var clients = new AwsClients(aws.environment(), new RefusesPart(2))) {
            var unlucky = new S3ObjectStore(clients);

            assertThatThrownBy(() -> unlucky.upload(film, staged, "video/mp4", _ -> {}))
                    .isInstanceOf(S3Exception.class);
        }
        assertNothingIsLeft();
    }

    @Test
    void a_download_stopped_by_its_listener_leaves_no_file() {
        upload(_ -> {});
        var back = folder.resolve("back.mp4");

        assertThatThrownBy(
                        () ->
                                store.download(
                                        staged,
                                        back,
                                        received -> {
                                            if (received > 0)
                                                throw new IllegalStateException("stop");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(back).doesNotExist();
    }

    @Test
    void uploads_that_never_ended_are_aborted_once_they_are_old_enough() {
        var s3 = aws.clients().s3();
        s3.createMultipartUpload(b -> b.bucket(bucket).key("abandoned.mp4"));

        assertThat(store.abortUploads(bucket, Instant.now().minus(Duration.ofHours(1)))).isZero();
        assertThat(store.abortUploads(bucket, Instant.now().plusSeconds(5))).isEqualTo(1);
        assertNothingIsLeft();
    }

    private void upload(LongConsumer sent) {
        store.upload(film, staged, "video/mp4", sent);
    }

    private void assertNothingIsLeft() {
        assertThat(store.list(new ObjectKey(bucket, ""))).isEmpty();
        assertThat(aws.clients().s3().listMultipartUploads(b -> b.bucket(bucket)).uploads())
                .isEmpty();
    }

    /** Answers 403 to one part, whatever S3 says. */
    private record RefusesPart(int number) implements ExecutionInterceptor {
        @Override
        public SdkHttpResponse modifyHttpResponse(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            var isIt =
                    context.request() instanceof UploadPartRequest part
                            && part.partNumber() == number;
            return isIt
                    ? context.httpResponse().toBuilder().statusCode(403).build()
                    : context.httpResponse();
        }
    }
}
