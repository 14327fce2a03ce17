package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.aws.client.AwsClients;
import openencoder.aws.queue.SqsJobQueue;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Machines over HTTP, on a droplet that is a process, with everything that was built. */
class MachinesIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String READY = "Open Encoder is ready at ";
    private static final String TWO =
            "{\"provider\":\"digitalocean\",\"region\":\"nyc3\",\"size\":\"c-2\",\"count\":2}";

    private static final Pattern EXPIRES = Pattern.compile("X-Amz-Expires=(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\\b[0-9a-v]{20}\\.[\\w-]{43}");

    @TempDir static Path folder;
    private static Launched up;
    private static TestApi admin;

    @BeforeAll
    static void start() throws Exception {
        up =
                Launched.in(
                        folder,
                        "up",
                        "--port",
                        "0",
                        "--data",
                        "data",
                        "--workers",
                        "0",
                        "--every",
                        "2");
        var line = up.awaitLine(each -> each.startsWith(READY), START_LIMIT);
        admin = TestApi.admin(URI.create(line.substring(READY.length())));
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    void machines_appear_encode_what_waits_and_vanish_with_all_that_they_held() throws Exception {
        var job = admin.encode(admin.upload(Film.make(folder, 2)), "one");
        assertThat(admin.status(job)).isEqualTo("queued");

        var rented = ids(TestApi.ok(admin.post("/api/machines", TWO)).get("machine"));
        assertThat(rented).hasSize(2).allMatch(id -> id > 1L << 31, "has more than 32 bits");
        assertThat(ids(machines())).containsExactlyInAnyOrderElementsOf(rented);
        Eventually.holds("active", LIMIT, () -> all("status", "active"));
        Eventually.holds("encoded", LIMIT, () -> admin.status(job).equals("completed"));
        Eventually.holds("working", LIMIT, () -> all("state", "working"));

        var userData = userData();
        assertThat(userData).hasSize(2).allSatisfy(MachinesIT::assertHoldsNoLastingSecret);
        assertThat(userData).allSatisfy(MachinesIT::assertTokenIsUsedUp);
        var session = session();
        assertKeysOpenOneQueueAlone(session);
        assertThat(heartbeat(session).statusCode()).isEqualTo(200);

        var droplets = droplets();
        assertThat(droplets).isNotEmpty().allMatch(ProcessHandle::isAlive);
        assertThat(TestApi.ok(admin.delete("/api/machines")).get("deleted").asBoolean()).isTrue();
        assertThat(machines()).isEmpty();
        Eventually.holds(
                "no process", LIMIT, () -> droplets.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(code(heartbeat(session))).isEqualTo("machine.session_refused");
        assertThat(admin.get("/api/fleet").at("/status/cost_this_month").decimalValue())
                .isEqualByComparingTo(bill());
    }

    private static void assertHoldsNoLastingSecret(String userData) throws Exception {
        var stack = endpoints().get("s3");
        assertThat(userData)
                .doesNotContain(stack.get("secretAccessKey").asString())
                .doesNotContain(endpoints().at("/digitalocean/token").asString())
                .doesNotContain(admin.token())
                .doesNotContainPattern("(?i)(secret_access_key|aws_secret|password)[=:]");
        assertThat(
                        EXPIRES.matcher(userData)
                                .results()
                                .map(found -> Integer.parseInt(found.group(1))))
                .isNotEmpty()
                .allMatch(seconds -> seconds <= 900);
    }

    private static void assertTokenIsUsedUp(String userData) throws Exception {
        var token = TOKEN.matcher(userData);
        assertThat(token.find()).isTrue();
        var again =
                admin.as("")
                        .post("/api/worker/enrol", "{\"token\":\"%s\"}".formatted(token.group()));
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(code(again)).isEqualTo("enrolment.refused");
    }

    private static void assertKeysOpenOneQueueAlone(JsonNode session) throws Exception {
        var queue = endpoints().at("/sqs/queueUrl").asString();
        var deadLetters = endpoints().at("/sqs/deadLetterQueueUrl").asString();
        var table = endpoints().at("/dynamodb/tables/jobs").asString();
        var row = Map.of("pk", AttributeValue.fromS("1"));
        try (var aws = new AwsClients(environment(session))) {
            assertThat(new SqsJobQueue(aws, queue).receive(Duration.ZERO)).isEmpty();
            assertRefused(() -> aws.sqs().receiveMessage(r -> r.queueUrl(deadLetters)));
            assertRefused(() -> aws.sqs().purgeQueue(r -> r.queueUrl(queue)));
            assertRefused(() -> aws.dynamoDb().getItem(r -> r.tableName(table).key(row)));
            for (var name : List.of("/s3/sourceBucket", "/s3/destinationBucket")) {
                var bucket = endpoints().at(name).asString();
                assertRefused(() -> aws.s3().listObjectsV2(r -> r.bucket(bucket)));
            }
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("is not authorized to perform");
    }

    private static Map<String, String> environment(JsonNode session) {
        var keys = session.get("credentials");
        return Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL", endpoints().at("/iam/front").asString(),
                "AWS_ACCESS_KEY_ID", keys.get("access_key_id").asString(),
                "AWS_SECRET_ACCESS_KEY", keys.get("secret_access_key").asString(),
                "AWS_SESSION_TOKEN", keys.get("session_token").asString());
    }

    private static HttpResponse<String> heartbeat(JsonNode session) throws Exception {
        return admin.as(session.at("/session/token").asString())
                .post(
                        "/api/worker/heartbeat",
                        "{\"job\":null,\"attempt\":null,\"ffmpeg\":\"8\",\"host\":\"me\",\"started\":\"2026-01-02T03:04:05Z\",\"drained\":false}");
    }

    private static boolean all(String field, String value) throws Exception {
        return machines().stream().allMatch(machine -> machine.get(field).asString().equals(value));
    }

    private static List<JsonNode> machines() throws Exception {
        return admin.get("/api/machines").get("machines").valueStream().toList();
    }

    private static List<Long> ids(Iterable<JsonNode> machines) {
        return StreamSupport.stream(machines.spliterator(), false)
                .map(machine -> machine.get("id").asLong())
                .toList();
    }

    private static String code(HttpResponse<String> answer) {
        return TestApi.json(answer).path("code").asString("");
    }

    /** As DigitalOcean has it. */
    private static List<String> userData() throws Exception {
        var account =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(folder.resolve("data/digitalocean/account.json")));
        return account.get("droplets")
                .valueStream()
                .map(d -> d.at("/plan/user_data").asString())
                .toList();
    }

    /** As one of the machines keeps it. */
    private static JsonNode session() throws Exception {
        try (var disk =
                Files.find(
                        folder.resolve("data/digitalocean/droplets"),
                        6,
                        (file, _) -> file.endsWith("var/lib/openencoder/session"))) {
            return JsonMapper.shared().readTree(Files.readString(disk.findFirst().orElseThrow()));
        }
    }

    private static List<ProcessHandle> droplets() throws Exception {
        var up = ProcessHandle.of(MachinesIT.up.pid()).orElseThrow();
        return up.descendants().toList().stream()
                .filter(process -> process.info().arguments().isPresent())
                .filter(
                        process ->
                                String.join(" ", process.info().arguments().get())
                                        .contains("digitalocean/droplets"))
                .toList();
    }

    /** What DigitalOcean asks for all droplets there ever were, in US dollars. */
    private static BigDecimal bill() throws Exception {
        var place = endpoints().get("digitalocean");
        var simulator =
                new TestApi(
                        URI.create(place.get("endpoint").asString()),
                        place.get("token").asString());
        return simulator.get("/_simulator/bill").get("total").decimalValue();
    }

    private static JsonNode endpoints() {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("data/endpoints.json")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
