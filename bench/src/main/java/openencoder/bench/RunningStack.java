package openencoder.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        var endpoints = data.resolve("endpoints.json");
        Files.deleteIfExists(endpoints);
        Files.createDirectories(data);
        var command =
                List.of(
                        root.resolve("openencoder").toString(),
                        "up",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--fresh",
                        "--workers",
                        Integer.toString(workers));
        var log = data.resolve("stack.log").toFile();
        var process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var stack = new RunningStack(process, endpoints);
        stack.awaitReady(workers, log.toPath());
        return stack;
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
