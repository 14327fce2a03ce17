package openencoder.attacks;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./openencoder up} with one worker, in a folder whose logs stay. */
final class RunningStack implements AutoCloseable {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final Path data;

    private RunningStack(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    static RunningStack start(Path folder) throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.toAbsolutePath()).resolve("data");
        var command =
                List.of(
                        ROOT.resolve("cli/launch").toString(),
                        "up",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--fresh");
        var log = folder.resolve("stack.log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var stack = new RunningStack(process, data);
        stack.awaitReady(log.toPath());
        return stack;
    }

    URI api() throws IOException {
        var endpoints = Files.readString(data.resolve("endpoints.json"));
        return URI.create(JsonMapper.shared().readTree(endpoints).path("api").asString());
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains("Open Encoder is ready")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
