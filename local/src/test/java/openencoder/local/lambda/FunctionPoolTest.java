package openencoder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.FunctionResource;
import openencoder.local.lambda.InvocationException.Reason;
import openencoder.local.lambda.task.EchoLambda;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class FunctionPoolTest {

    @TempDir Path folder;
    private FunctionPool pool;

    @AfterEach
    void stop() {
        if (pool != null) pool.close();
    }

    @Test
    void a_function_runs_from_its_zip_with_the_environment_it_is_given() throws Exception {
        start(Duration.ofSeconds(5), Map.of("NAME", "films"));
        assertThat(invoke("hello")).isEqualTo("hello films request-1 true 1");
    }

    @Test
    void events_one_after_another_meet_the_same_instance() throws Exception {
        start(Duration.ofSeconds(5), Map.of());
        for (int i = 0; i < 20; i++) assertThat(invoke("again")).endsWith(" 1");
    }

    @Test
    void events_side_by_side_never_meet_in_one_instance() throws Exception {
        start(Duration.ofSeconds(20), Map.of());
        var sideBySide =
                IntStream.range(0, 8)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> invoke("rest"),
                                                task -> Thread.ofVirtual().start(task)))
                        .toList();
        // Each instance has a loader, so statics, of its own.
        assertThat(sideBySide).allSatisfy(answer -> assertThat(answer.join()).endsWith(" 1"));
    }

    @Test
    void a_function_that_throws_gives_no_answer_but_the_next() throws Exception {
        start(Duration.ofSeconds(5), Map.of());
        assertThatThrownBy(() -> invoke("throw"))
                .isInstanceOfSatisfying(
                        InvocationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FAILED))
                .hasRootCauseMessage("thrown");
        assertThat(invoke("next")).startsWith("next");
    }

    @Test
    void a_function_that_hangs_is_given_up_and_another_answers() throws Exception {
        start(Duration.ofMillis(300), Map.of());
        assertThatThrownBy(() -> invoke("hang"))
                .isInstanceOfSatisfying(
                        InvocationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
        assertThat(invoke("next")).startsWith("next");
    }

    @Test
    void a_function_that_does_not_start_says_why() throws Exception {
        start(Duration.ofSeconds(5), Map.of("FAIL_INIT", "yes"));
        assertThatThrownBy(() -> invoke("hello"))
                .hasMessage("FilmsFunction does not start")
                .hasRootCauseMessage("init failed");
    }

    @Test
    void a_missing_zip_names_the_command_that_builds_it() {
        pool =
                FunctionPool.of(
                        function(folder.resolve("none.zip"), Duration.ZERO),
                        folder.resolve("task"),
                        Map.of(),
                        InstantSource.system());
        assertThatThrownBy(() -> invoke("hello"))
                .rootCause()
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> invoke("hello"))
                .cause()
                .hasMessageContaining("none.zip is missing; build it with ./mvnw package");
    }

    @Test
    void a_function_that_was_warmed_up_is_ready() throws Exception {
        start(Duration.ofSeconds(5), Map.of());
        pool.warmUp();
        pool.awaitFirst();
        assertThat(invoke("hello")).endsWith(" 1");
    }

    @Test
    void a_function_that_cannot_be_warmed_up_says_why() throws Exception {
        start(Duration.ofSeconds(5), Map.of("FAIL_INIT", "yes"));
        pool.warmUp();
        assertThatThrownBy(pool::awaitFirst)
                .hasMessage("FilmsFunction does not start")
                .hasRootCauseMessage("init failed");
    }

    private void start(Duration timeout, Map<String, String> environment) throws IOException {
        pool =
                FunctionPool.of(
                        function(zip(), timeout),
                        folder.resolve("task"),
                        environment,
                        InstantSource.system());
    }

    private String invoke(String event) {
        return new String(pool.invoke("request-1", event.getBytes(UTF_8)), UTF_8);
    }

    private static FunctionResource function(Path zip, Duration timeout) {
        return new FunctionResource(
                "FilmsFunction", zip, EchoLambda.class.getName(), 512, timeout, Map.of());
    }

    private Path zip() throws IOException {
        var zip = folder.resolve("films.zip");
        var classes = Path.of("target/test-classes");
        var task = classes.resolve("openencoder/local/lambda/task");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.list(task)) {
            for (var file : files.toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return zip;
    }
}
