package openencoder.clients;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code ./openencoder up} with nothing stored yet. */
final class RunningStack implements AutoCloseable {
    // it may have to build what it starts
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private final Process process;
    private final URI api;

    private RunningStack(Process process, URI api) {
        this.process = process;
        this.api = api;
    }

    static RunningStack start(Path root, Path folder, int workers)
            throws IOException, InterruptedException {
        var data = folder.resolve("data");
        var log = folder.resolve("stack.log");
        var process =
                new ProcessBuilder(
                                root.resolve("openencoder").toString(),
                                "up",
                                "--port",
                                "0",
                                "--workers",
                                Integer.toString(workers),
                                "--data",
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains("Open Encoder is ready")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
        var endpoints = new ObjectMapper().readTree(data.resolve("endpoints.json").toFile());
        return new RunningStack(process, URI.create(endpoints.path("api").asText()));
    }

    URI api() {
        return api;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
