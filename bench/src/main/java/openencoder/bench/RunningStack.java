package openencoder.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./openencoder up} in a process of its own, on an empty data folder. */
public final class RunningStack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Path endpoints;

    private RunningStack(Process process, Path endpoints) {
        this.process = process;
        this.endpoints = endpoints;
    }

    public static RunningStack start(Path root, Path data, int workers)
            throws IOException, InterruptedException {
        return start(root, data, workers, List.of(), Map.of());
    }

    /**
     * @param options more of {@code up}'s
     * @param environment more than this process's
     */
    public static RunningStack start(
            Path root,
            Path data,
            int workers,
            List<String> options,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        var endpoints = data.resolve("endpoints.json");
        Files.deleteIfExists(endpoints);
        Files.createDirectories(data);
        var command = new ArrayList<>(List.of(root.resolve("cli/launch").toString()));
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
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
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

    /**
     * What a worker finds in its environment as far as AWS goes, past everything that is broken.
     */
    public Map<String, String> environment() throws IOException {
        var endpoints = endpoints();
        var environment = new HashMap<String, String>();
        for (var table : endpoints.at("/dynamodb/tables").properties())
            environment.put(
                    table.getKey().toUpperCase(Locale.ROOT) + "_TABLE",
                    table.getValue().asString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", endpoints.at("/s3/accessKeyId").asString());
        environment.put("AWS_SECRET_ACCESS_KEY", endpoints.at("/s3/secretAccessKey").asString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoints.at("/dynamodb/endpoint").asString());
        environment.put("AWS_ENDPOINT_URL_SQS", endpoints.at("/sqs/endpoint").asString());
        environment.put("AWS_ENDPOINT_URL_S3", endpoints.at("/s3/endpoint").asString());
        environment.put("JOBS_QUEUE_URL", endpoints.at("/sqs/queueUrl").asString());
        environment.put("SOURCE_BUCKET", endpoints.at("/s3/sourceBucket").asString());
        environment.put("DESTINATION_BUCKET", endpoints.at("/s3/destinationBucket").asString());
        return environment;
    }

    /** What the simulated DigitalOcean asks for all droplets there ever were, in US dollars. */
    public BigDecimal bill() throws IOException, InterruptedException {
        var place = endpoints().path("digitalocean");
        var bill = URI.create(place.path("endpoint").asString() + "/_simulator/bill");
        return Client.get(bill, place.path("token").asString()).path("total").decimalValue();
    }

    public String deadLetterQueueUrl() throws IOException {
        return endpoints().at("/sqs/deadLetterQueueUrl").asString();
    }

    public URI api() throws IOException {
        return URI.create(endpoints().path("api").asString());
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
