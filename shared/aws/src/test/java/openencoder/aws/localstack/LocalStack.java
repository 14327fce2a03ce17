package openencoder.aws.localstack;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.OutsideAws;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What answers at {@code AWS_ENDPOINT_URL}, or else LocalStack in a container that ends with this
 * JVM. Where there is neither, tests are skipped.
 */
public final class LocalStack implements OutsideAws {
    // The last line of releases that start without an account.
    private static final String TAG = "3.8.1";

    private static final String NOTHING_THERE =
            "Skipped: no container engine runs here (docker info), and AWS_ENDPOINT_URL names no"
                    + " other emulator.";

    private static Optional<URI> started = Optional.empty();
    private static boolean told;

    private final Map<String, String> environment;
    private final BooleanSupplier hasEngine;

    public LocalStack() {
        this(System.getenv(), LocalStack::hasEngine);
    }

    LocalStack(Map<String, String> environment, BooleanSupplier hasEngine) {
        this.environment = environment;
        this.hasEngine = hasEngine;
    }

    @Override
    public AwsEndpoint endpoint() {
        var uri = value("AWS_ENDPOINT_URL").map(URI::create).orElseGet(this::container);
        return new AwsEndpoint(
                uri,
                value("AWS_REGION").orElse(AwsEndpoint.REGION),
                value("AWS_ACCESS_KEY_ID").orElse("test"),
                value("AWS_SECRET_ACCESS_KEY").orElse("test"));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private URI container() {
        if (!hasEngine.getAsBoolean()) skip();
        return inContainer();
    }

    private static synchronized void skip() {
        if (!told) System.err.println(NOTHING_THERE);
        told = true;
        Assumptions.abort(NOTHING_THERE);
    }

    private static synchronized URI inContainer() {
        if (started.isEmpty()) started = Optional.of(start());
        return started.get();
    }

    private static URI start() {
        var configuration =
                LocalstackDockerConfiguration.builder()
                        .imageTag(TAG)
                        .randomizePorts(true)
                        .environmentVariables(Map.of("SERVICES", "dynamodb,s3,sqs"))
                        .build();
        Localstack.INSTANCE.startup(configuration);
        Runtime.getRuntime().addShutdownHook(new Thread(Localstack.INSTANCE::stop));
        return URI.create(Localstack.INSTANCE.endpointForPort(Localstack.DEFAULT_EDGE_PORT));
    }

    private static boolean hasEngine() {
        try {
            return new ProcessBuilder("docker", "info")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
