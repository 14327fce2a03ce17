package openencoder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.media.ObjectKey;
import openencoder.worker.ffmpeg.Clips;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packed program against emulated AWS, with the real FFmpeg and real signals. */
@Timeout(120)
class WorkerMainIT {
    private static final String QUICK = "{\"raw\": [\"-c:v libx264\", \"-preset ultrafast\"]}";
    private static final String SLOW =
            "{\"raw\": [\"-vf scale=1920:-2\", \"-c:v libx264\", \"-preset placebo\"]}";

    @TempDir Path folder;
    private final Map<String, String> environment =
            new HashMap<>(EmulatedAws.shared().newEnvironment());
    private final AwsClients aws = new AwsClients(environment);
    private final DynamoJobRepository jobs =
            new DynamoJobRepository(aws.dynamoDb(), new Tables(environment));
    private final SqsJobQueue queue = SqsJobQueue.of(aws, environment);
    private final S3ObjectStore store = new S3ObjectStore(aws);
    private final List<WorkerProgram> workers = new ArrayList<>();

    @BeforeEach
    void upload() {
        environment.put("WORK_DIR", folder.resolve("work").toString());
        environment.put("LEASE_SECONDS", "6");
        var source = new ObjectKey(environment.get("SOURCE_BUCKET"), "in/film.mp4");
        store.upload(new Clips(folder).mp4(), source, "video/mp4", _ -> {});
    }

    @AfterEach
    void stop() {
        workers.forEach(WorkerProgram::close);
        aws.close();
    }

    @Test
    void a_job_is_done_and_a_worker_with_nothing_to_do_ends_at_once() throws Exception {
        var worker = start("w1");
        assertThat(worker.firstLine()).startsWith("Worker w1 is ready with FFmpeg ");
        var id = submit(QUICK);

        var job = await(id, found -> found.state() instanceof JobState.Ended);

        assertThat(job.status()).as(log()).isEqualTo(JobStatus.COMPLETED);
        var output = ((JobState.Completed) job.state()).made().main();
        assertThat(store.head(output.key()).orElseThrow().size()).isEqualTo(output.size());
        var roster = new DynamoWorkerRegistry(aws.dynamoDb(), new Tables(environment));
        assertThat(roster.seenSince(Instant.EPOCH)).extracting("id").containsExactly("w1");
        worker.process.destroy();
        assertThat(worker.ends(Duration.ofSeconds(3))).isTrue();
        assertThat(worker.process.exitValue()).isZero();
        assertThat(roster.seenSince(Instant.EPOCH)).isEmpty();
        assertThat(queue.depth().inFlight()).isZero();
    }

    @Test
    void sigterm_hands_the_job_back_and_another_worker_does_it() throws Exception {
        var worker = start("w1");
        var id = submit(SLOW);
        var ffmpeg = worker.ffmpeg();

        worker.process.destroy();

        assertThat(worker.ends(Duration.ofSeconds(10))).isTrue();
        assertThat(worker.process.exitValue()).isZero();
        assertThat(ffmpeg.isAlive()).isFalse();
        assertThat(job(id).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(folder.resolve("work")).isEmptyDirectory();
        var other = start("w2");
        other.ffmpeg();
        assertThat(job(id).attempt()).isEqualTo(2);
    }

    @Test
    void the_end_of_stdin_ends_a_worker_that_was_told_so() throws Exception {
        environment.put("EXIT_WITH_PARENT", "stdin");
        var worker = start("w1");
        submit(SLOW);
        var ffmpeg = worker.ffmpeg();

        worker.process.outputWriter().close();

        assertThat(worker.ends(Duration.ofSeconds(5))).isTrue();
        assertThat(ffmpeg.isAlive()).isFalse();
    }

    @Test
    void nothing_of_a_killed_worker_goes_on_and_another_does_its_job() throws Exception {
        var worker = start("w1");
        var id = submit(SLOW);
        var ffmpeg = worker.ffmpeg();
        await(id, found -> found.status() == JobStatus.ENCODING);

        worker.process.destroyForcibly();

        assertThat(endsWithin(ffmpeg, Duration.ofSeconds(2))).isTrue();
        var other = start("w2");
        other.ffmpeg();
        assertThat(job(id).attempt()).isEqualTo(2);
        try (var left = Files.list(folder.resolve("work"))) {
            assertThat(left).allMatch(file -> file.getFileName().toString().contains("-2"));
        }
    }

    @Test
    void a_cancel_ends_ffmpeg_within_two_seconds() throws Exception {
        var worker = start("w1");
        var id = submit(SLOW);
        var ffmpeg = worker.ffmpeg();
        await(id, found -> found.status() == JobStatus.ENCODING);

        cancel(id);

        assertThat(endsWithin(ffmpeg, Duration.ofSeconds(2))).isTrue();
        assertThat(job(id).status()).isEqualTo(JobStatus.CANCELLED);
        var next = submit(QUICK);
        assertThat(await(next, found -> found.state() instanceof JobState.Ended).status())
                .isEqualTo(JobStatus.COMPLETED);
        assertThat(job(id).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void a_worker_that_must_have_a_sandbox_does_not_start_without() throws Exception {
        environment.put("REQUIRE_SANDBOX", "true");
        environment.put("PATH", folder.toString());

        var worker = start("w1");

        assertThat(worker.ends(Duration.ofSeconds(20))).isTrue();

        assertThat(worker.process.exitValue()).isEqualTo(2);
        assertThat(log()).contains("REQUIRE_SANDBOX is true").contains("Install bubblewrap");
    }

    @Test
    void a_bad_setting_stops_the_start_and_is_named() throws Exception {
        environment.put("LEASE_SECONDS", "long");
        var worker = start("w1");

        assertThat(worker.ends(Duration.ofSeconds(10))).isTrue();

        assertThat(worker.process.exitValue()).isEqualTo(2);
        assertThat(log()).contains("LEASE_SECONDS is 'long' but must be");
    }

    private WorkerProgram start(String id) throws IOException {
        environment.put("WORKER_ID", id);
        var worker = new WorkerProgram(folder.resolve("log"), environment);
        workers.add(worker);
        return worker;
    }

    private JobId submit(String preset) {
        return WebFilm.submit(preset, jobs, queue);
    }

    private void cancel(JobId id) {
        while (jobs.replace(job(id).cancel(Instant.now())).isEmpty()) Thread.onSpinWait();
    }

    private Job job(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    private Job await(JobId id, Predicate<Job> wanted) throws InterruptedException {
        while (!wanted.test(job(id))) TimeUnit.MILLISECONDS.sleep(50);
        return job(id);
    }

    private static boolean endsWithin(ProcessHandle process, Duration timeout)
            throws InterruptedException {
        var end = System.nanoTime() + timeout.toNanos();
        while (process.isAlive() && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(10);
        return !process.isAlive();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
