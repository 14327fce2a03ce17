package openencoder.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./openencoder up} in a process of its own, on an empty data folder. */
final class RunningStack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Path endpoints;

    private RunningStack(Process process, Path endpoints) {
        this.process = process;
        this.endpoints = endpoints;
    }

    static RunningStack start(Path root, Path data, int workers)
            throws IOException, InterruptedException {
        return start(root, data, workers, List.of(), Map.of());
    }

    /**
     * @param options more of {@code up}'s
     * @param environment more than this process's
     */
    static RunningStack start(
            Path root,
            Path data,
            int workers,
            List<String> options,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        var endpoints = data.resolve("endpoints.json");
        Files.deleteIfExists(endpoints);
        Files.createDirectories(data);
        var command = new ArrayList<>(program(root));
        command.addAll(
                List.of(
                        "up",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--fresh",
                        "--workers",
                        Integer.toString(workers)));
        command.addAll(options);
        var log = data.resolve("stack.log").toFile();
        var builder =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var stack = new RunningStack(process, endpoints);
        stack.awaitReady(workers, log.toPath());
        return stack;
    }

    // What the script of this name runs once everything is built, as it is here.
    private static List<String> program(Path root) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dopenencoder.home=" + root,
                "-cp",
                root.resolve("local/target/local/lib/*").toString(),
                "openencoder.local.Main");
    }

    private void awaitReady(int workers, Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(endpoints) || endpoints().path("workers").size() < workers) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The stack did not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    JsonNode endpoints() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(endpoints));
    }

    URI api() throws IOException {
        return URI.create(endpoints().path("api").asString());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
