package openencoder.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.cloud.faults.Fault;
import openencoder.cloud.faults.FaultProxy;
import openencoder.job.JobId;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The entry as Lambda makes it, from the environment alone, against the emulators. */
class JobsLambdaIT {
    private final Map<String, String> environment = environment();
    private final AwsClients aws = new AwsClients(environment);
    private final People people =
            new People(
                    new DynamoUserRepository(aws.dynamoDb(), new Tables(environment)),
                    "",
                    Instant.now());
    private final JobsLambda function = new JobsLambda(environment);

    @Test
    void a_job_is_created_listed_cancelled_and_restarted() {
        var created = send(Event.post("/api/jobs").json(JobsFixture.ORDER));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        assertThat(created.json().path("id").asInt()).isEqualTo(1);
        assertThat(next()).isEqualTo(new JobId(1));

        var again = send(Event.post("/api/job").json(JobsFixture.ORDER));
        assertThat(again.json().path("id").asInt()).isEqualTo(2);
        assertThat(next()).isEqualTo(new JobId(2));

        var list = send(Event.get("/api/jobs?status=queued"));
        assertThat(list.json().path("count").asInt()).isEqualTo(2);
        assertThat(list.json().path("items").path(0).path("id").asInt()).isEqualTo(2);

        assertThat(send(Event.post("/api/jobs/1/cancel")).text("job_status"))
                .isEqualTo("cancelled");
        assertThat(send(Event.post("/api/jobs/1/cancel")).status()).isEqualTo(409);
        assertThat(send(Event.post("/api/jobs/1/restart")).text("job_status")).isEqualTo("queued");
        assertThat(next()).isEqualTo(new JobId(1));
        assertThat(send(Event.get("/api/stats")).json().path("jobs").path("queued").asInt())
                .isEqualTo(2);
    }

    @Test
    void the_same_key_makes_one_job() {
        var event = Event.post("/api/jobs").with("idempotency-key", "once").json(JobsFixture.ORDER);
        assertThat(send(event).json().path("id").asInt()).isEqualTo(1);
        assertThat(send(event).json().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void a_key_whose_first_request_died_midway_makes_its_job_soon_after() {
        // the first order of all finds the presets
        send(Event.post("/api/jobs").json(JobsFixture.ORDER));
        var event =
                Event.post("/api/jobs").with("idempotency-key", "twice").json(JobsFixture.ORDER);
        try (var proxy = FaultProxy.before(tables(), 1)) {
            for (var nth = 1; nth <= 3; nth++) proxy.strike(nth, "TransactWriteItems", Fault.ERROR);
            var broken = new HashMap<>(environment);
            broken.put("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint().uri().toString());

            var refused = event.bearer(people.token(Role.OPERATOR)).sentTo(new JobsLambda(broken));

            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.text("code")).isEqualTo("service.unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(proxy.made(Fault.ERROR)).isEqualTo(3);
        }
        var made = send(event).json();
        assertThat(made.path("repeated").asBoolean()).isFalse();
        assertThat(send(event).json().path("id")).isEqualTo(made.path("id"));
    }

    private AwsEndpoint tables() {
        return new AwsEndpoint(
                URI.create(environment.get("AWS_ENDPOINT_URL_DYNAMODB")),
                environment.get("AWS_REGION"),
                environment.get("AWS_ACCESS_KEY_ID"),
                environment.get("AWS_SECRET_ACCESS_KEY"));
    }

    @Test
    void what_is_uploaded_by_the_link_is_there() throws IOException, InterruptedException {
        var upload = send(Event.post("/api/uploads").json("{\"filename\":\"film.mp4\"}"));
        var put =
                HttpRequest.newBuilder(URI.create(upload.text("url")))
                        .PUT(HttpRequest.BodyPublishers.ofString("film"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(put, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        var key = upload.text("source").substring("s3:///".length());
        var bucket = environment.get("SOURCE_BUCKET");
        assertThat(aws.s3().headObject(b -> b.bucket(bucket).key(key)).contentLength())
                .isEqualTo(4);
    }

    private Reply send(Event event) {
        return event.bearer(people.token(Role.OPERATOR)).sentTo(function);
    }

    private JobId next() {
        var queue = new SqsJobQueue(aws, environment.get("JOBS_QUEUE_URL"));
        var delivery = queue.receive(Duration.ofSeconds(5)).orElseThrow();
        queue.delete(delivery);
        return delivery.job();
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(EmulatedAws.shared().newEnvironment());
        environment.putAll(Identity.environment());
        return environment;
    }
}
