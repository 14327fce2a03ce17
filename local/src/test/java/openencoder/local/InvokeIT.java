package openencoder.local;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.local.stack.FunctionServices;
import openencoder.local.template.Template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** {@code ./openencoder invoke} from outside, with every function's zip. */
class InvokeIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path folder;

    @Test
    void jobs_answers_on_services_of_its_own_and_leaves_nothing_behind() throws Exception {
        var answer = answer("JobsFunction", "jobs/create-dry-run-refused");
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.path("body").asString()).contains("preset.unknown");
        assertThat(folder.resolve(".openencoder")).doesNotExist();
    }

    @Test
    void presets_lets_in_whom_the_event_names() throws Exception {
        var answer = answer("presets", "presets/list");
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.path("body").asString()).contains("h264_main_720p_3000");
    }

    @Test
    void auth_and_sweeper_answer_on_the_services_of_a_running_stack() throws Exception {
        var template = Template.read(HOME.resolve("template.yaml"));
        try (var services = FunctionServices.start(template, folder.resolve("data"))) {
            endpoints(services.environment());
            var first = answer("auth", "auth/register", "--data", "data");
            assertThat(first.path("statusCode").asInt()).as(first.toString()).isEqualTo(200);
            var again = answer("auth", "auth/register", "--data", "data");
            assertThat(again.path("statusCode").asInt()).as(again.toString()).isEqualTo(409);

            var swept = answer("sweeper", "sweeper/every-minute", "--data", "data");
            assertThat(swept)
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            HOME.resolve(
                                                            "events/sweeper/every-minute.expected.json")
                                                    .toFile()));
        }
    }

    @Test
    void ctrl_c_leaves_no_function_behind() throws Exception {
        var event = HOME.resolve("events/sweeper/every-minute.json").toString();
        var slow = "--env=JAVA_TOOL_OPTIONS=-Xint";
        try (var invoke = Launched.in(folder, "invoke", "sweeper", slow, "--event", event)) {
            // The child is there once it speaks.
            invoke.awaitLine(line -> line.contains("Picked up JAVA_TOOL_OPTIONS"), LIMIT);
            var child = ProcessHandle.of(invoke.pid()).orElseThrow().children().toList();
            assertThat(child).hasSize(1);
            invoke.signal("INT");
            assertThat(invoke.awaitExit(LIMIT)).isEqualTo(130);
            assertThat(child).noneMatch(ProcessHandle::isAlive);
            assertThat(folder.resolve(".openencoder")).doesNotExist();
        }
    }

    private JsonNode answer(String function, String event, String... options) throws Exception {
        var file = HOME.resolve("events/%s.json".formatted(event)).toString();
        var arguments =
                Arrays.copyOf(
                        new String[] {"invoke", function, "--event", file}, 4 + options.length);
        System.arraycopy(options, 0, arguments, 4, options.length);
        try (var invoke = Launched.in(folder, arguments)) {
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

    private void endpoints(Map<String, String> environment) throws IOException {
        var json =
                Map.of(
                        "dynamodb",
                        Map.of("endpoint", environment.get("AWS_ENDPOINT_URL_DYNAMODB")),
                        "sqs",
                        Map.of("endpoint", environment.get("AWS_ENDPOINT_URL_SQS")),
                        "s3",
                        Map.of(
                                "endpoint", environment.get("AWS_ENDPOINT_URL_S3"),
                                "accessKeyId", environment.get("AWS_ACCESS_KEY_ID"),
                                "secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY")));
        Files.write(
                folder.resolve("data/endpoints.json"), JsonMapper.shared().writeValueAsBytes(json));
    }
}
