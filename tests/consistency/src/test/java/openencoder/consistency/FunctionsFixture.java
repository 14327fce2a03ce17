package openencoder.consistency;

import openencoder.account.User;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoRateCounter;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.job.Lease;
import openencoder.job.Progress;
import openencoder.media.ObjectKey;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.output.OutputKind;
import openencoder.testing.SampleJobs;
import openencoder.testing.SampleMachines;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Emulated services of its own for one function, with users, jobs and leftovers in them. */
final class FunctionsFixture implements AutoCloseable {
    static final String SIGNING = "arn:aws:secretsmanager:us-east-1:000000000000:secret:signing";
    static final String VERIFICATION =
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:verification";

    static final String DIGITALOCEAN =
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:digitalocean";

    private static final String SHA256 = "0".repeat(64);

    private final Instant now = Instant.now();
    private final Map<String, String> environment;
    private final AwsClients aws;

    /**
     * @param secrets the endpoint that knows the two secrets
     */
    FunctionsFixture(String secrets) {
        environment = new HashMap<>(EmulatedAws.shared().newEnvironment());
        environment.putAll(Identity.environment());
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets);
        environment.put("SIGNING_KEYS", SIGNING);
        environment.put("VERIFICATION_KEYS", VERIFICATION);
        environment.put("FIRST_USER_ROLE", "admin");
        environment.put("NEW_USER_ROLE", "operator");
        environment.put("REGISTRATION", "open");
        environment.put("MIN_PASSWORD_LENGTH", "3");
        environment.put("DEAD_LETTER_QUEUE_URL", jobsQueue().replace("/jobs-", "/jobs-dead-"));
        environment.put("DEPLOYMENT", "open-encoder");
        environment.put("DIGITALOCEAN_TOKEN", DIGITALOCEAN);
        environment.put("WORKER_ROLE_ARN", Rented.ROLE);
        environment.put("DIGITALOCEAN_IMAGE", "ubuntu-24-04-x64");
        aws = new AwsClients(environment);
    }

    /** Where machines can be rented, and what they load. */
    Rented machines() {
        var rented =
                new Rented(
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"));
        environment.putAll(rented.environment());
        var bucket = environment.get("ARTIFACTS_BUCKET");
        aws.s3()
                .putObject(
                        b -> b.bucket(bucket).key("artifacts/manifest.json"),
                        RequestBody.fromString(manifest()));
        return rented;
    }

    private static String manifest() {
        return """
        {"platform":"Linux-x86_64","agent":%s,"runtime":%s,"ffmpeg":%s}\
        """
                .formatted(artifact("agent"), artifact("runtime"), artifact("ffmpeg"));
    }

    private static String artifact(String name) {
        return "{\"key\":\"artifacts/%s/%s.tar.gz\",\"sha256\":\"%s\",\"size\":1}"
                .formatted(SHA256, name, SHA256);
    }

    /** By ARN; that of DigitalOcean's token is for {@link Rented} to say. */
    static Map<String, String> secrets() {
        var keys = Identity.environment();
        var secrets = new ConcurrentHashMap<String, String>();
        secrets.put(SIGNING, keys.get("SIGNING_KEYS"));
        secrets.put(VERIFICATION, keys.get("VERIFICATION_KEYS"));
        return secrets;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A user of each role, by the names that stand for their tokens in the files of events. */
    Map<String, String> people(String passwordHash) {
        return new People(users(), passwordHash, now).tokens();
    }

    User user(String name) {
        return users().findByName(name).orElseThrow();
    }

    private DynamoUserRepository users() {
        return new DynamoUserRepository(aws.dynamoDb(), new Tables(environment));
    }

    /** A registration from the events' address, counted in a window that is over. */
    void formerRegistration() {
        new DynamoRateCounter(aws.dynamoDb(), new Tables(environment))
                .add("registration|192.0.2.1", Duration.ofSeconds(1), now.minusSeconds(60));
    }

    /** As many as an account may have open, which have ended since. */
    void formerJobs() {
        var count =
                Map.of(
                        "pk",
                                AttributeValue.fromS(
                                        "open-jobs#" + user("operator@example.com").id()),
                        "open", AttributeValue.fromN("1000"),
                        "last", AttributeValue.fromN("0"));
        var table = environment.get("COUNTERS_TABLE");
        aws.dynamoDb().putItem(put -> put.tableName(table).item(count));
    }

    /** Five jobs, one that stands in each kind of state, in the order that the events know. */
    void jobs() {
        put(new JobState.Completed(commit()));
        add();
        put(encoding(now.plus(Duration.ofHours(1))));
        put(new JobState.Failed(SampleJobs.error(JobError.Kind.SOURCE), Optional.empty()));
        put(new JobState.Cancelled());
    }

    /** A completed job whose playlist is there. */
    Job segmentedJob() {
        var key = new ObjectKey(environment.get("DESTINATION_BUCKET"), "dst/film.m3u8");
        aws.s3()
                .putObject(
                        b -> b.bucket(key.bucket()).key(key.key()),
                        RequestBody.fromString("#EXTM3U"));
        var playlist =
                new Output(
                        key,
                        OutputKind.MAIN,
                        "application/vnd.apple.mpegurl",
                        7,
                        SHA256,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var made = new Commit(1, new Made.Inline(List.of(playlist)));
        var completed = SampleJobs.in(new JobState.Completed(made), add());
        return repository().replace(completed).orElseThrow();
    }

    /** All that a sweep finds to do. */
    void leftovers() {
        var undeliverable = add();
        add();
        put(encoding(now.minusSeconds(1)));
        new SqsJobQueue(aws, environment.get("DEAD_LETTER_QUEUE_URL")).send(undeliverable.id());
        var bucket = environment.get("DESTINATION_BUCKET");
        var staged = ".openencoder/attempts/99-gone/1/web.mp4";
        aws.s3().putObject(b -> b.bucket(bucket).key(staged), RequestBody.fromString("film"));
        aws.s3().createMultipartUpload(b -> b.bucket(bucket).key("dst/unfinished.mp4"));
    }

    /** A machine that was to be deleted, and that the provider does not know any more. */
    void machineThatIsGone() {
        var machines = new DynamoMachineRepository(aws.dynamoDb(), new Tables(environment));
        var ordered = SampleMachines.ordered(now);
        machines.add(ordered);
        machines.replace(ordered.found(SampleMachines.rented(now)).delete(now));
    }

    private Commit commit() {
        var key = new ObjectKey(environment.get("DESTINATION_BUCKET"), "dst/web.mp4");
        return SampleJobs.committed(1, key);
    }

    private static JobState encoding(Instant until) {
        return new JobState.Working(
                JobState.Stage.ENCODING, new Lease("worker-1", until), 1, Progress.at(50));
    }

    /** A job that waits, as there is no worker. */
    Job queuedJob() {
        return add();
    }

    private Job add() {
        return repository().add(SampleJobs.asked("h264_baseline_360p_600"), now);
    }

    private void put(JobState state) {
        var moved = SampleJobs.in(state, add());
        if (repository().replace(moved).isEmpty()) throw new AssertionError("not replaced");
    }

    private DynamoJobRepository repository() {
        return new DynamoJobRepository(aws.dynamoDb(), new Tables(environment));
    }

    private String jobsQueue() {
        return environment.get("JOBS_QUEUE_URL");
    }

    @Override
    public void close() {
        aws.close();
    }
}
