package openencoder.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One whole encode by each generated client, against {@code ./openencoder up}. */
class ClientsIT {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path NODE = ROOT.resolve("target/checks/npm/node_modules/.bin/tsc");
    private static final Path PYTHON = ROOT.resolve("target/checks/venv/bin/python");

    @TempDir private static Path folder;
    private static RunningStack stack;
    private static Path film;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = RunningStack.start(ROOT, folder, 1);
        film = SampleGif.write(folder.resolve("film.gif"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (stack != null) stack.close();
    }

    @Test
    void the_java_client_encodes_a_film() throws Exception {
        new JavaClient(stack.api()).encode(film);
    }

    @Test
    void the_typescript_client_compiles_and_encodes_a_film() throws Exception {
        require(NODE, "Node 20");
        run(NODE.toString(), "--project", "typescript/tsconfig.json");
        run("node", "target/js/typescript/encode.js", stack.api().toString(), film.toString());
    }

    @Test
    void the_python_client_encodes_a_film() throws Exception {
        require(PYTHON, "Python 3.10 with venv");
        run(PYTHON.toString(), "python/encode.py", stack.api().toString(), film.toString());
    }

    /** Skips the test on a laptop without the tool; CI has all of them. */
    private static void require(Path tool, String name) {
        if (Files.exists(tool)) return;
        var missing = "%s is missing: install %s, then run .ci/checks/tools".formatted(tool, name);
        if ("true".equals(System.getenv("CI"))) throw new AssertionError(missing);
        abort(missing);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("PYTHONPATH", Path.of("target/python").toAbsolutePath().toString());
        builder.environment().put("PYTHONWARNINGS", "error");
        var process = builder.redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command[0]).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
