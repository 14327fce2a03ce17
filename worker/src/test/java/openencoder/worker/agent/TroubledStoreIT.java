package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.aws.client.AwsClients;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.LocalObjectStore;
import openencoder.cloud.faults.Fault;
import openencoder.cloud.faults.FaultProxy;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs whose object store refuses, breaks off or lies, at each step of their way. */
@Timeout(120)
class TroubledStoreIT {
    private static final int LARGE = 17 << 20;

    private static final LocalObjectStore S3 = LocalObjectStore.temporary();
    private static final AtomicInteger buckets = new AtomicInteger();

    @TempDir Path folder;
    private final FaultProxy proxy = FaultProxy.before(S3.endpoint(), 1);
    private final AwsClients aws = new AwsClients(environment());
    private final S3ObjectStore store = new S3ObjectStore(aws);
    private final SeveralFiles encoder = new SeveralFiles();
    private WorkerFixture world;

    private Map<String, String> environment() {
        var s3 = proxy.endpoint();
        return Map.of(
                "AWS_REGION", s3.region(),
                "AWS_ENDPOINT_URL_S3", s3.uri().toString(),
                "AWS_ACCESS_KEY_ID", s3.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", s3.secretAccessKey());
    }

    @AfterAll
    static void stop() {
        S3.close();
    }

    @BeforeEach
    void begin() throws IOException {
        world = new WorkerFixture(folder.resolve("work"));
        world.objects = store;
        world.sourceBucket = bucket("source");
        world.destinationBucket = bucket("destination");
        var film = Files.write(folder.resolve("film"), new byte[300_000]);
        store.upload(film, new ObjectKey(world.sourceBucket, "in/film.mov"), "video/mp4", _ -> {});
    }

    @AfterEach
    void close() {
        aws.close();
        proxy.close();
    }

    @ParameterizedTest(name = "{0} is answered with {1} {2}: {4}")
    @CsvSource({
        "GetObject,   403, AccessDenied,       ERROR,  source.forbidden",
        "GetObject,   404, NoSuchKey,          ERROR,  source.not_found",
        "GetObject,   412, PreconditionFailed, QUEUED, transient.storage",
        "GetObject,   500, InternalError,      QUEUED, transient.storage",
        "PutObject,   403, AccessDenied,       ERROR,  destination.forbidden",
        "PutObject,   404, NoSuchBucket,       ERROR,  destination.not_found",
        "PutObject,   500, InternalError,      QUEUED, transient.storage",
        "PutObject,   503, SlowDown,           QUEUED, transient.storage"
    })
    void a_refused_transfer_ends_the_attempt_with_its_reason(
            String operation, int status, String code, JobStatus expected, String reason) {
        proxy.refuse(operation, status, code, 0);

        assertFailed(run(), expected, reason);
    }

    @ParameterizedTest(name = "{0} is answered with {1} {2}: {4}")
    @CsvSource({
        "CreateMultipartUpload,   403, AccessDenied,  ERROR,  destination.forbidden",
        "UploadPart,              403, AccessDenied,  ERROR,  destination.forbidden",
        "CompleteMultipartUpload, 500, InternalError, QUEUED, transient.storage",
        "CompleteMultipartUpload, 403, AccessDenied,  ERROR,  destination.forbidden"
    })
    void a_refused_large_upload_leaves_no_parts(
            String operation, int status, String code, JobStatus expected, String reason) {
        encoder.size = LARGE;
        proxy.refuse(operation, status, code, 0);

        assertFailed(run(), expected, reason);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"GetObject, CUT", "GetObject, RESET", "PutObject, RESET", "PutObject, CUT"})
    void a_connection_that_breaks_once_is_taken_up_again(String operation, Fault fault) {
        proxy.strike(1, operation, fault);

        assertCompleted(run());
        assertThat(proxy.made(fault)).isOne();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"GetObject, CUT", "GetObject, RESET", "PutObject, RESET"})
    void a_connection_that_breaks_each_time_is_tried_again_later(String operation, Fault fault) {
        for (var nth = 1; nth <= 20; nth++) proxy.strike(nth, operation, fault);
        var id = submit("s3:///out/");
        var worker = world.worker("w1", encoder);

        worker.runOnce();

        assertFailed(world.job(id), JobStatus.QUEUED, "transient.storage");
        proxy.heal();
        world.clock.tick(Duration.ofMinutes(1));
        worker.runOnce();
        assertCompleted(world.job(id));
    }

    @ParameterizedTest(name = "{0} answered with {1} after {3} files")
    @CsvSource({
        "UploadPartCopy,          500, InternalError, 2",
        "UploadPartCopy,          403, AccessDenied,  3",
        "CreateMultipartUpload,   503, SlowDown,      2",
        "CreateMultipartUpload,   503, SlowDown,      3",
        "CompleteMultipartUpload, 500, InternalError, 4"
    })
    void a_publication_that_fails_half_way_is_finished_once_the_store_is_well(
            String operation, int status, String code, int after) {
        proxy.refuse(operation, status, code, after);
        var id = submit("s3:///out/");
        var worker = world.worker("w1", encoder);

        worker.runOnce();

        assertThat(world.job(id).state()).isInstanceOf(JobState.AwaitingPublication.class);
        assertThat(published()).isLessThan(SeveralFiles.COUNT);
        assertThat(store.head(new ObjectKey(world.destinationBucket, "out/film.m3u8"))).isEmpty();
        proxy.heal();
        world.clock.tick(Duration.ofMinutes(1));
        worker.runOnce();
        assertCompleted(world.job(id));
        assertThat(encoder.encodes).isOne();
    }

    @Test
    void an_end_of_parts_that_is_answered_with_200_and_an_error_is_no_success() {
        for (var nth = 1; nth <= 3; nth++)
            proxy.strike(nth, "CompleteMultipartUpload", Fault.ERROR_IN_200);
        var id = submit("s3:///out/");
        var worker = world.worker("w1", encoder);

        worker.runOnce();

        assertThat(world.job(id).state()).isInstanceOf(JobState.AwaitingPublication.class);
        assertThat(published()).isZero();
        proxy.heal();
        world.clock.tick(Duration.ofMinutes(1));
        worker.runOnce();
        assertCompleted(world.job(id));
    }

    @Test
    void a_destination_that_is_not_there_is_noticed_before_anything_is_encoded() {
        var id = submit("s3://no-such-bucket-anywhere/out/");

        world.worker("w1", encoder).runOnce();

        assertFailed(world.job(id), JobStatus.ERROR, "destination.not_found");
        assertThat(encoder.encodes).isZero();
    }

    @Test
    void a_destination_in_another_bucket_is_tried_and_then_written_to() {
        var bucket = bucket("films");
        var id = submit("s3://%s/out/".formatted(bucket));

        world.worker("w1", encoder).runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(store.list(new ObjectKey(bucket, ""))).hasSize(SeveralFiles.COUNT);
        assertThat(store.list(new ObjectKey(world.destinationBucket, ""))).hasSize(1);
        assertThat(aws.s3().listMultipartUploads(b -> b.bucket(bucket)).uploads()).isEmpty();
    }

    private String bucket(String purpose) {
        var name = purpose + "-" + buckets.incrementAndGet();
        aws.s3().createBucket(b -> b.bucket(name));
        return name;
    }

    private Job run() {
        var id = submit("s3:///out/");
        world.worker("w1", encoder).runOnce();
        return world.job(id);
    }

    private JobId submit(String dest) {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", "film.m3u8"),
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", dest),
                        new UserId(1));
        var id = world.rows.add(asked, world.clock.instant()).id();
        world.messages.send(id);
        return id;
    }

    private void assertFailed(Job job, JobStatus status, String code) {
        proxy.heal();
        assertThat(job.status()).isEqualTo(status);
        assertThat(Trial.error(job).code()).isEqualTo(code);
        assertThat(Trial.error(job).message()).hasSizeGreaterThan(20);
        assertThat(folder.resolve("work/w1"))
                .satisfiesAnyOf(
                        work -> assertThat(work).doesNotExist(),
                        work -> assertThat(work).isEmptyDirectory());
        assertThat(store.list(new ObjectKey(world.destinationBucket, ""))).isEmpty();
        assertNoParts();
    }

    private void assertCompleted(Job job) {
        assertThat(job.status()).as("%s", job).isEqualTo(JobStatus.COMPLETED);
        for (var output : world.outputs(job))
            assertThat(store.head(output.key()).orElseThrow().size()).isEqualTo(output.size());
        assertThat(store.list(new ObjectKey(world.destinationBucket, "")))
                .hasSize(SeveralFiles.COUNT + 1);
        assertNoParts();
    }

    private long published() {
        return store.list(new ObjectKey(world.destinationBucket, "out/")).size();
    }

    private void assertNoParts() {
        assertThat(aws.s3().listMultipartUploads(b -> b.bucket(world.destinationBucket)).uploads())
                .isEmpty();
    }
}
