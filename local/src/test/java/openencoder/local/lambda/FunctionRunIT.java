package openencoder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.FunctionResource;
import openencoder.local.lambda.task.TroubleLambda;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip with a small handler, through AWS's own runtime interface client. */
class FunctionRunIT {

    private static final String HANDLER = TroubleLambda.class.getName() + "::handle";
    private static final Path CLIENT =
            FunctionRun.client(Path.of("..").toAbsolutePath().normalize());
    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final Duration LITTLE = Duration.ofSeconds(2);

    @TempDir Path folder;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void zip() throws IOException {
        var classes = Path.of("target/test-classes");
        var file = classes.resolve(TroubleLambda.class.getName().replace('.', '/') + ".class");
        try (var out = new ZipOutputStream(Files.newOutputStream(folder.resolve("films.zip")))) {
            out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
            Files.copy(file, out);
            out.closeEntry();
        }
    }

    @AfterEach
    void no_function_outlives_its_run() {
        assertThat(ProcessHandle.current().children().filter(FunctionRunIT::isFunction)).isEmpty();
    }

    @Test
    void an_event_is_answered_with_lambdas_environment_and_a_report() {
        environment.put("FILMS_TABLE", "films");
        var result = invoke("\"film\"", PLENTY, PLENTY);
        assertThat(new String(result.response(), UTF_8))
                .isEqualTo("[\"film\",\"FilmsFunction\",\"512\",\"%s\",\"films\"]", HANDLER);
        assertThat(log.toString(UTF_8)).contains("started");
        assertThat(result.report().init()).isPositive();
        assertThat(result.report().toString())
                .matches(
                        "REPORT RequestId: [-0-9a-f]{36}\tDuration: [0-9.]+ ms\tBilled Duration:"
                                + " \\d+ ms\tMemory Size: 512 MB\tMax Memory Used: \\d+ MB\tInit"
                                + " Duration: [0-9.]+ ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw | FilmsFunction threw java.lang.IllegalArgumentException: no such film",
                "hang  | FilmsFunction took longer than the 2 s of its Timeout.",
                "die   | The JVM of FilmsFunction ended with status 137 without an answer.",
                "flood | FilmsFunction threw Function.ResponseSizeTooLarge:"
                        + " the response has more than 6291456 bytes",
            })
    void an_event_without_an_answer_is_a_problem_that_says_why(String event, String why) {
        var timeout = event.equals("hang") ? LITTLE : PLENTY;
        assertThatThrownBy(() -> invoke('"' + event + '"', timeout, PLENTY))
                .isInstanceOf(InvocationProblem.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw | FilmsFunction does not start: java.lang.IllegalStateException: no table",
                "hang  | FilmsFunction did not ask for an event within 2 s.",
                "die   | The JVM of FilmsFunction ended with status 3 before it asked for an"
                        + " event.",
            })
    void a_function_that_does_not_start_is_a_problem_that_says_why(String trouble, String why) {
        environment.put("TROUBLE", trouble);
        var startLimit = trouble.equals("hang") ? LITTLE : PLENTY;
        assertThatThrownBy(() -> invoke("\"film\"", PLENTY, startLimit))
                .isInstanceOf(InvocationProblem.class)
                .hasMessage(why);
    }

    @Test
    void paths_may_hold_letters_that_ascii_has_not() throws IOException {
        var path = Files.createDirectory(folder.resolve("Käse & Söhne"));
        var client = Files.createSymbolicLink(path.resolve("client"), CLIENT);
        var run = run(client, path.resolve("task"), PLENTY, PLENTY);
        var result = run.invoke("\"film\"".getBytes(UTF_8), environment, log, _ -> {});
        assertThat(new String(result.response(), UTF_8)).startsWith("[\"film\",");
    }

    private FunctionRun.Result invoke(String event, Duration timeout, Duration startLimit) {
        return run(CLIENT, folder.resolve("task"), timeout, startLimit)
                .invoke(event.getBytes(UTF_8), environment, log, _ -> {});
    }

    private FunctionRun run(Path client, Path task, Duration timeout, Duration startLimit) {
        var function =
                new FunctionResource(
                        "FilmsFunction",
                        folder.resolve("films.zip"),
                        HANDLER,
                        512,
                        timeout,
                        Map.of());
        return new FunctionRun(function, client, task, startLimit, Launch.ON_DEMAND);
    }

    private static boolean isFunction(ProcessHandle child) {
        return child.info().commandLine().filter(line -> line.contains(HANDLER)).isPresent();
    }
}
