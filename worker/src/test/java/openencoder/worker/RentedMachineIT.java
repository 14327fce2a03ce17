package openencoder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.job.Claim;
import openencoder.job.ClaimJob;
import openencoder.job.JobId;
import openencoder.job.JobStatus;
import openencoder.media.ObjectKey;
import openencoder.worker.control.ApiTwin;
import openencoder.worker.control.ApiTwin.Reply;
import openencoder.worker.ffmpeg.Clips;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packed program as a rented machine runs it: all it knows is the API and a token. */
@Timeout(120)
class RentedMachineIT {
    private static final String QUICK = "{\"raw\": [\"-c:v libx264\", \"-preset ultrafast\"]}";
    private static final String SLOW =
            "{\"raw\": [\"-vf scale=1920:-2\", \"-c:v libx264\", \"-preset placebo\"]}";
    private static final String TOKEN = "m-1.once-and-never-again";
    private static final List<String> TOLD =
            List.of(
                    "AWS_REGION",
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    "AWS_ENDPOINT_URL_SQS",
                    "AWS_ENDPOINT_URL_S3",
                    "JOBS_TABLE",
                    "JOBS_QUEUE_URL",
                    "SOURCE_BUCKET",
                    "DESTINATION_BUCKET");

    @TempDir Path folder;
    private final Map<String, String> cloud = EmulatedAws.shared().newEnvironment();
    private final AwsClients aws = new AwsClients(cloud);
    private final DynamoJobRepository jobs =
            new DynamoJobRepository(aws.dynamoDb(), new Tables(cloud));
    private final SqsJobQueue queue = SqsJobQueue.of(aws, cloud);
    private final ApiTwin api = new ApiTwin();
    private final List<WorkerProgram> workers = new ArrayList<>();
    private Path tokenFile;

    @BeforeEach
    void begin() throws IOException {
        var source = new ObjectKey(cloud.get("SOURCE_BUCKET"), "in/film.mp4");
        new S3ObjectStore(aws).upload(new Clips(folder).mp4(), source, "video/mp4", _ -> {});
        tokenFile = Files.writeString(folder.resolve("enrolment"), TOKEN);
        api.answers(ApiTwin.ENROL, ApiTwin.json(enrolled()));
        api.answers(ApiTwin.HEARTBEAT, ApiTwin.heard(false));
        api.answers(ApiTwin.CLAIMS, this::claim);
    }

    @AfterEach
    void stop() {
        workers.forEach(WorkerProgram::close);
        api.close();
        aws.close();
    }

    @Test
    void it_enrols_does_its_jobs_and_ends_for_good_when_it_is_drained() throws Exception {
        var worker = start();
        assertThat(worker.firstLine()).as(log()).startsWith("Worker m-1 is ready");
        var id = submit(QUICK);
        await(id, JobStatus.COMPLETED);

        api.answers(ApiTwin.HEARTBEAT, ApiTwin.heard(true));

        assertThat(worker.ends(Duration.ofSeconds(30))).as(log()).isTrue();
        assertThat(worker.process.exitValue()).isEqualTo(3);
        var last = api.requests(ApiTwin.HEARTBEAT).getLast();
        assertThat(last.body().path("drained").asBoolean()).isTrue();
        assertThat(last.body().path("job").isNull()).isTrue();
        assertThat(queue.depth().inFlight()).isZero();
    }

    @Test
    void what_it_is_given_is_in_no_log_no_argument_and_no_variable() throws Exception {
        var worker = start();
        submit(SLOW);
        var ffmpeg = worker.ffmpeg();

        for (var process : List.of(worker.process.toHandle(), ffmpeg)) {
            var proc = Path.of("/proc", Long.toString(process.pid()));
            assertThat(Files.readString(proc.resolve("cmdline"))).satisfies(this::isDiscreet);
            assertThat(Files.readString(proc.resolve("environ"))).satisfies(this::isDiscreet);
        }
        worker.process.destroy();
        assertThat(worker.ends(Duration.ofSeconds(15))).isTrue();
        assertThat(log()).satisfies(this::isDiscreet);
        assertThat(tokenFile).doesNotExist();
    }

    @Test
    void started_again_it_goes_on_with_its_session() throws Exception {
        var first = start();
        first.firstLine();
        first.process.destroy();
        assertThat(first.ends(Duration.ofSeconds(15))).isTrue();
        assertThat(first.process.exitValue()).isZero();

        assertThat(start().firstLine()).as(log()).startsWith("Worker m-1 is ready");
        await(submit(QUICK), JobStatus.COMPLETED);

        assertThat(api.requests(ApiTwin.ENROL)).hasSize(1);
    }

    @Test
    void known_no_longer_it_ends_ffmpeg_and_itself() throws Exception {
        var worker = start();
        var id = submit(SLOW);
        var ffmpeg = worker.ffmpeg();
        await(id, JobStatus.ENCODING);

        api.answers(ApiTwin.HEARTBEAT, ApiTwin.problem(401, "machine.session_refused"));

        assertThat(worker.ends(Duration.ofSeconds(20))).as(log()).isTrue();
        assertThat(worker.process.exitValue()).isEqualTo(3);
        assertThat(ffmpeg.onExit()).succeedsWithin(Duration.ofSeconds(2));
        assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.ENCODING);
    }

    @Test
    void not_let_in_it_says_so_and_does_not_try_again() throws Exception {
        api.answers(ApiTwin.ENROL, ApiTwin.problem(401, "enrolment.refused"));

        var worker = start();

        assertThat(worker.ends(Duration.ofSeconds(30))).isTrue();
        assertThat(worker.process.exitValue()).isEqualTo(2);
        assertThat(log()).contains("enrolment.refused").contains("create another");
        assertThat(log()).satisfies(this::isDiscreet);
    }

    private void isDiscreet(String text) {
        assertThat(text)
                .doesNotContain("never-again")
                .doesNotContain("m-1.first")
                .doesNotContain(cloud.get("AWS_SECRET_ACCESS_KEY"));
    }

    private Map<String, Object> enrolled() {
        var settings = new HashMap<>(cloud);
        settings.keySet().retainAll(TOLD);
        var enrolled = new HashMap<>(ApiTwin.enrolled(inAQuarter(), settings));
        enrolled.put("heartbeat_seconds", 1);
        enrolled.put("credentials", keys());
        return enrolled;
    }

    private Map<String, String> keys() {
        return Map.of(
                "access_key_id", cloud.get("AWS_ACCESS_KEY_ID"),
                "secret_access_key", cloud.get("AWS_SECRET_ACCESS_KEY"),
                "session_token", "session",
                "expires", inAQuarter().toString());
    }

    private static Instant inAQuarter() {
        return Instant.now().plusSeconds(900);
    }

    /** As the API does it. */
    private Reply claim(ApiTwin.Request request) {
        var id = new JobId(request.body().path("job").asLong());
        var claims = new ClaimJob(jobs, Clock.systemUTC());
        return ApiTwin.json(
                switch (claims.claim(id, "m-1", Duration.ofSeconds(60))) {
                    case Claim.Claimed(var job) ->
                            Map.of(
                                    "outcome", "claimed",
                                    "job", id.value(),
                                    "attempt", job.attempt(),
                                    "credentials", keys());
                    case Claim.Settled _ -> Map.of("outcome", "settled");
                    case Claim.PutOff(var delay) ->
                            Map.of("outcome", "put_off", "seconds", delay.toSeconds());
                });
    }

    private WorkerProgram start() throws IOException {
        var environment =
                Map.of(
                        "OPENENCODER_API_URL", api.url().toString(),
                        "ENROLMENT_TOKEN_FILE", tokenFile.toString(),
                        "SESSION_FILE", folder.resolve("session").toString(),
                        "WORK_DIR", folder.resolve("work").toString());
        var worker = new WorkerProgram(folder.resolve("log"), environment);
        workers.add(worker);
        return worker;
    }

    private JobId submit(String preset) {
        return WebFilm.submit(preset, jobs, queue);
    }

    private void await(JobId id, JobStatus wanted) throws InterruptedException {
        while (jobs.find(id).orElseThrow().status() != wanted) TimeUnit.MILLISECONDS.sleep(50);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
