package openencoder.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.cloud.faults.Fault;
import openencoder.cloud.faults.FaultProxy;
import openencoder.job.JobId;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.Publication;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that AWS never got, while the connection stays open; answers that break off half-way. */
class BrokenCallsIT {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Publication MARK = new Publication("job", 1, Optional.empty());
    private static final Duration SOON = Timeouts.TRY.plusSeconds(4);

    // An answer with such a name in it is cut in the middle of the XML, not of the headers.
    private static final String LONG = ("film".repeat(40) + "/").repeat(3) + "film.mp4";

    private final Map<String, String> environment =
            new HashMap<>(EmulatedAws.shared().newEnvironment());
    private final FaultProxy rows = before("AWS_ENDPOINT_URL_DYNAMODB");
    private final FaultProxy messages = before("AWS_ENDPOINT_URL_SQS");
    private final FaultProxy objects = before("AWS_ENDPOINT_URL_S3");
    private final AwsClients clients = new AwsClients(environment);
    private final DynamoJobRepository jobs =
            new DynamoJobRepository(clients.dynamoDb(), new Tables(environment));
    private final SqsJobQueue queue = SqsJobQueue.of(clients, environment);
    private final S3ObjectStore store = new S3ObjectStore(clients);

    @TempDir Path folder;

    @AfterEach
    void close() {
        clients.close();
        List.of(rows, messages, objects).forEach(FaultProxy::close);
    }

    @Test
    void every_call_is_made_again_soon_after_it_was_dropped() throws Exception {
        var file = Files.writeString(folder.resolve("film"), "film");
        var staged = key("staged.mp4");
        store.upload(file, staged, "video/mp4", _ -> {});
        queue.send(new JobId(7));
        drop(rows, "PutItem", "GetItem");
        drop(messages, "SendMessage", "ReceiveMessage");
        drop(objects, "PutObject", "CompleteMultipartUpload", "ListObjectsV2", "DeleteObject");

        var took =
                together(
                        () -> jobs.add(SampleJobs.asked(), NOW),
                        () -> jobs.find(new JobId(9)),
                        () -> sent(new JobId(8)),
                        () -> queue.receive(Duration.ofSeconds(1)).orElseThrow(),
                        () -> uploaded(file),
                        () -> store.publish(staged, key("film.mp4"), MARK, IfExists.OWN),
                        () -> store.list(key("")),
                        () -> deleted(key("gone.mp4")));

        assertThat(took).allSatisfy(each -> assertThat(each).isBetween(Timeouts.TRY, SOON));
    }

    @Test
    void an_answer_that_breaks_off_is_asked_for_again() throws IOException {
        var file = Files.writeString(folder.resolve("film"), "film");
        var staged = key("staged/" + LONG);
        store.upload(file, staged, "video/mp4", _ -> {});
        cut(objects, "ListObjectsV2", "CreateMultipartUpload", "CompleteMultipartUpload");
        cut(rows, "PutItem", "UpdateItem", "GetItem");
        cut(messages, "SendMessage");

        assertThat(store.list(key(""))).containsExactly(staged);
        var to = key("published/" + LONG);
        assertThat(store.publish(staged, to, MARK, IfExists.OWN)).isTrue();
        assertThat(jobs.find(jobs.add(SampleJobs.asked(), NOW).id())).isPresent();
        queue.send(new JobId(8));
        assertThat(objects.made(Fault.CUT) + rows.made(Fault.CUT) + messages.made(Fault.CUT))
                .isEqualTo(7);
    }

    @Test
    void a_refusal_that_breaks_off_before_its_reason_is_asked_for_again() {
        var job = jobs.add(SampleJobs.asked(), NOW);
        jobs.replace(job.cancel(NOW));
        cut(rows, "PutItem");

        assertThat(jobs.replace(job.cancel(NOW.plusSeconds(1)))).isEmpty();
        assertThat(rows.made(Fault.CUT)).isEqualTo(1);
    }

    private static List<Duration> together(Callable<?>... calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Duration>>();
            for (var call : calls) running.add(threads.submit(() -> timed(call)));
            var took = new ArrayList<Duration>();
            for (var each : running) took.add(each.get());
            return took;
        }
    }

    private static Duration timed(Callable<?> call) throws Exception {
        var began = System.nanoTime();
        call.call();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void cut(FaultProxy proxy, String... operations) {
        for (var operation : operations) proxy.strike(1, operation, Fault.CUT);
    }

    private static void drop(FaultProxy proxy, String... operations) {
        for (var operation : operations) proxy.strike(1, operation, Fault.DROP);
    }

    private Object sent(JobId job) {
        queue.send(job);
        return job;
    }

    private Object uploaded(Path file) throws IOException {
        store.upload(file, key("other.mp4"), "video/mp4", _ -> {});
        return file;
    }

    private Object deleted(ObjectKey key) {
        store.delete(key);
        return key;
    }

    private ObjectKey key(String name) {
        return new ObjectKey(environment.get("DESTINATION_BUCKET"), name);
    }

    private FaultProxy before(String variable) {
        var behind =
                new AwsEndpoint(
                        URI.create(environment.get(variable)),
                        environment.get("AWS_REGION"),
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"));
        var proxy = FaultProxy.before(behind, 1);
        environment.put(variable, proxy.endpoint().uri().toString());
        return proxy;
    }
}
