package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cloud.template.Template;
import openencoder.local.stack.FunctionServices;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./openencoder invoke} from outside, with every function's zip. */
class InvokeIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir static Path folder;
    private static FunctionServices stack;

    /** As good as a running stack: services and a file that says where they answer. */
    @BeforeAll
    static void start() throws IOException {
        var template = Template.read(HOME.resolve("template.yaml"));
        stack = FunctionServices.start(template, folder.resolve("data"));
        endpoints(stack.environment());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void where_no_stack_runs_the_event_s_user_is_let_in_and_nothing_left_behind() throws Exception {
        var answer = answer("machines", "machines/fleet", "--data", "nowhere");
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.path("body").asString()).contains("cost_per_hour");
        assertThat(folder.resolve(".openencoder")).doesNotExist();
    }

    @Test
    void auth_leaves_what_it_does_in_the_running_stack() throws Exception {
        var answer = answer("AuthFunction", "auth/register", "--data", "data");
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        var environment = new HashMap<>(stack.environment());
        stack.template().functions().forEach(each -> environment.putAll(each.environment()));
        try (var aws = new AwsClients(environment)) {
            var users = new DynamoUserRepository(aws.dynamoDb(), new Tables(environment));
            assertThat(users.findByName("foo@bar.com")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"jobs, jobs/health, 200", "presets, presets/create-without-token, 401"})
    void a_function_answers_from_the_running_stack(String function, String event, int status)
            throws Exception {
        var answer = answer(function, event, "--data", "data");
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweeper", "fleet"})
    void what_a_schedule_starts_answers_what_its_event_expects(String function) throws Exception {
        var event = function + "/every-minute";
        var expected = HOME.resolve("events/%s.expected.json".formatted(event));
        assertThat(answer(function, event, "--data", "data"))
                .isEqualTo(JsonMapper.shared().readTree(expected.toFile()));
    }

    @Test
    void ctrl_c_leaves_no_function_behind() throws Exception {
        var event = HOME.resolve("events/sweeper/every-minute.json").toString();
        // Slow, so that it is still starting when Ctrl-C comes; and it says when it begins.
        var slow = "--env=JAVA_TOOL_OPTIONS=-Xint";
        try (var invoke =
                Launched.in(folder, "invoke", "sweeper", slow, "--event", event, "--data=data")) {
            invoke.awaitLine(line -> line.contains("Picked up JAVA_TOOL_OPTIONS"), LIMIT);
            var child = ProcessHandle.of(invoke.pid()).orElseThrow().children().toList();
            assertThat(child).hasSize(1);
            // Not INT, which a shell may have taught its background processes to ignore.
            invoke.signal("TERM");
            assertThat(invoke.awaitExit(LIMIT)).isEqualTo(130);
            assertThat(child).noneMatch(ProcessHandle::isAlive);
            assertThat(folder.resolve(".openencoder")).doesNotExist();
        }
    }

    private static JsonNode answer(String function, String event, String... options)
            throws Exception {
        var file = HOME.resolve("events/%s.json".formatted(event)).toString();
        var arguments = new ArrayList<>(List.of("invoke", function, "--event", file));
        arguments.addAll(List.of(options));
        try (var invoke = Launched.in(folder, arguments.toArray(String[]::new))) {
            assertThat(invoke.awaitExit(LIMIT)).as(invoke.output()).isZero();
            var lines = invoke.output().lines().toList();
            assertThat(lines).anyMatch(line -> line.startsWith("REPORT RequestId: "));
            return lines.stream()
                    .filter(line -> line.startsWith("{"))
                    .reduce((_, last) -> last)
                    .map(JsonMapper.shared()::readTree)
                    .orElseThrow();
        }
    }

    private static void endpoints(Map<String, String> environment) throws IOException {
        var json =
                Map.of(
                        "dynamodb",
                        Map.of("endpoint", environment.get("AWS_ENDPOINT_URL_DYNAMODB")),
                        "sqs",
                        Map.of("endpoint", environment.get("AWS_ENDPOINT_URL_SQS")),
                        "digitalocean",
                        Map.of("endpoint", "http://127.0.0.1:9"),
                        "s3",
                        Map.of(
                                "endpoint", environment.get("AWS_ENDPOINT_URL_S3"),
                                "accessKeyId", environment.get("AWS_ACCESS_KEY_ID"),
                                "secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY")));
        Files.write(
                folder.resolve("data/endpoints.json"), JsonMapper.shared().writeValueAsBytes(json));
    }
}
