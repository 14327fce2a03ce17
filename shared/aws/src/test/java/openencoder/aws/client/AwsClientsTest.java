package openencoder.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

class AwsClientsTest {
    private static final Map<String, String> LOCAL =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
                    "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324",
                    "AWS_ACCESS_KEY_ID", "id",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_SESSION_TOKEN", "token");

    @Test
    void each_service_has_its_own_endpoint_or_the_common_one() {
        try (var clients = new AwsClients(LOCAL)) {
            assertThat(clients.sqs().serviceClientConfiguration().endpointOverride())
                    .hasValue(URI.create("http://127.0.0.1:9324"));
            assertThat(clients.s3().serviceClientConfiguration().endpointOverride())
                    .hasValue(URI.create("http://127.0.0.1:4566"));
            assertThat(clients.dynamoDb().serviceClientConfiguration().region())
                    .isEqualTo(Region.EU_CENTRAL_1);
        }
    }

    @Test
    void the_keys_in_the_environment_are_for_endpoints_of_ones_own() {
        try (var clients = new AwsClients(LOCAL)) {
            var provider = clients.s3().serviceClientConfiguration().credentialsProvider();

            assertThat(provider).isInstanceOf(StaticCredentialsProvider.class);
            assertThat(((StaticCredentialsProvider) provider).resolveCredentials())
                    .isEqualTo(AwsSessionCredentials.create("id", "secret", "token"));
        }
    }

    @Test
    void disconnecting_closes_every_connection_and_the_next_call_opens_another()
            throws IOException {
        try (var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            var environment = new HashMap<>(LOCAL);
            environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getLocalPort());
            try (var clients = new AwsClients(environment)) {
                var first = CompletableFuture.supplyAsync(() -> clients.dynamoDb().listTables());
                try (var connection = server.accept()) {
                    answer(connection);
                    first.join();
                    clients.disconnect();
                    assertThat(isEnded(connection)).isTrue();
                }
                var second = CompletableFuture.supplyAsync(() -> clients.dynamoDb().listTables());
                try (var connection = server.accept()) {
                    answer(connection);
                    assertThat(second.join().tableNames()).isEmpty();
                }
            }
        }
    }

    private static boolean isEnded(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() == -1;
        } catch (SocketException _) {
            return true;
        }
    }

    private static void answer(Socket connection) throws IOException {
        var request = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        var line = request.readLine();
        while (!line.isEmpty()) line = request.readLine();
        assertThat(new char[] {(char) request.read(), (char) request.read()})
                .containsExactly('{', '}');
        connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
    }

    @Test
    void on_aws_the_default_chain_finds_credentials() {
        var onAws =
                Map.of(
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret");
        try (var clients = new AwsClients(onAws)) {
            var configuration = clients.dynamoDb().serviceClientConfiguration();

            assertThat(configuration.credentialsProvider()).isInstanceOf(DefaultCredentials.class);
            assertThat(configuration.endpointOverride()).isEmpty();
        }
    }

    @Test
    void half_a_key_is_refused_by_name() {
        var half =
                Map.of(
                        "AWS_REGION", "eu-central-1",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
                        "AWS_ACCESS_KEY_ID", "id");
        try (var clients = new AwsClients(half)) {
            assertThatThrownBy(clients::s3)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
        }
    }

    @Test
    void a_table_that_is_not_set_is_refused_by_name_once_it_is_needed() {
        var tables = new Tables(Map.of("USERS_TABLE", "users", "JOBS_TABLE", " "));

        assertThat(tables.users()).isEqualTo("users");
        assertThatThrownBy(tables::jobs)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JOBS_TABLE");
        assertThatThrownBy(tables::counters).hasMessageContaining("COUNTERS_TABLE");
    }

    @Test
    void a_queue_that_is_not_set_is_refused_by_name() {
        assertThatThrownBy(() -> SqsJobQueue.of(null, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JOBS_QUEUE_URL");
    }

    @Test
    void given_keys_are_asked_for_at_each_call_and_each_service_has_its_own() {
        var queue = new AtomicReference<>("queue-1");
        var data = new AtomicReference<>("job-1");
        var sent = new SignedBy();
        try (var clients =
                AwsClients.withKeys(LOCAL, () -> keys(queue.get()), () -> keys(data.get()), sent)) {
            assertThat(sent.by(() -> clients.sqs().listQueues())).isEqualTo("queue-1");
            assertThat(sent.by(() -> clients.s3().listBuckets())).isEqualTo("job-1");
            assertThat(sent.by(() -> clients.dynamoDb().listTables())).isEqualTo("job-1");

            queue.set("queue-2");
            data.set("job-2");

            assertThat(sent.by(() -> clients.sqs().listQueues())).isEqualTo("queue-2");
            assertThat(sent.by(() -> clients.s3().listBuckets())).isEqualTo("job-2");
            assertThat(sent.by(() -> clients.dynamoDb().listTables())).isEqualTo("job-2");
        }
    }

    @Test
    void without_keys_no_call_is_made_and_the_reason_is_told() {
        var sent = new SignedBy();
        Supplier<SessionKeys> none =
                () -> {
                    throw new IllegalStateException("no job is at hand");
                };
        try (var clients = AwsClients.withKeys(LOCAL, () -> keys("queue"), none, sent)) {
            assertThatThrownBy(() -> clients.dynamoDb().listTables())
                    .hasMessageContaining("no job is at hand");
            assertThat(sent.id).isEmpty();
        }
    }

    @Test
    void keys_are_not_shown() {
        assertThat(keys("id")).asString().doesNotContain("secret").doesNotContain("token");
    }

    private static SessionKeys keys(String id) {
        return new SessionKeys(id, "secret", "token", Instant.parse("2026-01-02T12:15:00Z"));
    }

    /** Looks at each call's signature, and lets none go out. */
    private static final class SignedBy implements ExecutionInterceptor {
        private String id = "";

        String by(Runnable call) {
            assertThatThrownBy(call::run).hasStackTraceContaining("seen");
            return id;
        }

        @Override
        public void beforeTransmission(
                Context.BeforeTransmission context, ExecutionAttributes attributes) {
            var signature = context.httpRequest().firstMatchingHeader("Authorization");
            id = signature.orElseThrow().replaceFirst(".*Credential=([^/]*)/.*", "$1");
            throw new IllegalStateException("seen");
        }
    }
}
