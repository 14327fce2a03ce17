package openencoder.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Films go through the front without standing in its memory. */
class LargeBodiesIT {
    private static final String STAGED = ".openencoder/attempts/7-guid/1/";
    private static final int SIZE = 200 << 20;
    private static final int AT_ONCE = 4;

    @TempDir static Path folder;
    private static Path film;
    private static IamFixture ground;
    private static AwsSessionCredentials job;

    @BeforeAll
    static void start() throws Exception {
        film = folder.resolve("film");
        var bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        try (var out = Files.newOutputStream(film)) {
            for (var i = 0; i < SIZE / bytes.length; i++) out.write(bytes);
        }
        ground = new IamFixture();
        job = ground.session(SessionPolicies.JOB);
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    void many_large_uploads_at_once_arrive_as_they_were() throws Exception {
        try (var s3 = ground.s3(job);
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var uploads = new Future<?>[AT_ONCE];
            for (var i = 0; i < AT_ONCE; i++) {
                var key = STAGED + i;
                uploads[i] =
                        threads.submit(
                                () ->
                                        s3.putObject(
                                                p -> p.bucket("destination").key(key),
                                                RequestBody.fromFile(film)));
            }
            for (var upload : uploads) upload.get();

            for (var i = 0; i < AT_ONCE; i++) {
                var stored = ground.store.folder().resolve("destination").resolve(STAGED + i);
                assertThat(Files.mismatch(stored, film)).isEqualTo(-1);
                Files.delete(stored);
            }
        }
    }

    @Test
    void a_large_download_arrives_as_it_was() throws Exception {
        var copy = folder.resolve("copy");
        try (var s3 = ground.s3(job)) {
            s3.putObject(
                    p -> p.bucket("destination").key(STAGED + "down"), RequestBody.fromFile(film));

            s3.getObject(g -> g.bucket("destination").key(STAGED + "down"), copy);

            assertThat(Files.mismatch(copy, film)).isEqualTo(-1);
        }
    }

    @Test
    void links_of_a_session_carry_its_rights_until_they_are_over() throws Exception {
        try (var presigner = presigner();
                var http = HttpClient.newHttpClient()) {
            var up =
                    presigner.presignPutObject(
                            p ->
                                    p.signatureDuration(Duration.ofMinutes(1))
                                            .putObjectRequest(
                                                    o ->
                                                            o.bucket("destination")
                                                                    .key(STAGED + "link")));
            var put =
                    HttpRequest.newBuilder(up.url().toURI())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .PUT(BodyPublishers.ofString("a=film&b"))
                            .build();
            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(status(http, presigner, STAGED + "link")).isEqualTo(200);
            assertThat(status(http, presigner, "out/theirs.mp4")).isEqualTo(403);

            ground.clock.tick(Duration.ofMinutes(2));

            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
            ground.clock.tick(Duration.ofMinutes(-2));
        }
    }

    private static int status(HttpClient http, S3Presigner presigner, String key) throws Exception {
        var link =
                presigner.presignGetObject(
                        p ->
                                p.signatureDuration(Duration.ofMinutes(1))
                                        .getObjectRequest(g -> g.bucket("destination").key(key)));
        var get = HttpRequest.newBuilder(link.url().toURI()).build();
        return http.send(get, BodyHandlers.ofString()).statusCode();
    }

    private static S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(ground.front.endpoint().uri())
                .region(Region.of(ground.front.endpoint().region()))
                .credentialsProvider(StaticCredentialsProvider.create(job))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }
}
