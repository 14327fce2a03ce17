package openencoder.local.stack;

import openencoder.aws.client.AwsClients;
import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.template.Template;
import openencoder.local.StackProblem;
import openencoder.local.folder.Folders;
import openencoder.local.keys.SigningKeyFiles;
import openencoder.local.stack.StackSettings.Reach;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a function that runs by itself needs around it: a running stack's, or its own. */
public final class FunctionServices implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 500;
    private static final String NO_TOKEN = "unset";
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final Map<String, String> environment;
    private final SigningKeyFiles keys;
    private final Template template;
    private final boolean shared;
    private final Runnable afterUse;

    private FunctionServices(
            Map<String, String> environment,
            SigningKeyFiles keys,
            Template template,
            boolean shared,
            Runnable afterUse) {
        this.environment = environment;
        this.keys = keys;
        this.template = template;
        this.shared = shared;
        this.afterUse = afterUse;
    }

    /** Those of the stack that runs on the data folder, if one does. */
    public static Optional<FunctionServices> running(Template template, Path data) {
        return endpoints(data.resolve(EndpointsFile.NAME))
                .filter(found -> answers(found.at("/dynamodb/endpoint").asString()))
                .map(found -> of(found, template, SigningKeyFiles.filled(data.toAbsolutePath())));
    }

    private static FunctionServices of(JsonNode found, Template template, SigningKeyFiles keys) {
        var aws = aws(found);
        var values =
                LocalNames.withMachines(
                        LocalNames.values(template, aws, keys, Reach.LOOPBACK),
                        DropletCloud.token(keys),
                        found.at("/digitalocean/endpoint").asString(),
                        found.at("/iam/front").asString());
        var environment = new HashMap<>(aws.environment());
        environment.put("AWS_ENDPOINT_URL_STS", found.at("/iam/sts").asString());
        return new FunctionServices(environment, keys, template.with(values), true, () -> {});
    }

    /**
     * New ones on an empty folder, with the template's tables, queues and buckets. No machines are
     * to be had there: no token of a provider is configured.
     */
    public static FunctionServices start(Template template, Path folder) {
        var data = folder.toAbsolutePath();
        var aws = LocalAws.start(data, Optional.empty());
        try {
            var keys = SigningKeyFiles.filled(data);
            var token = DropletCloud.token(keys);
            Folders.write(token, NO_TOKEN.getBytes(StandardCharsets.UTF_8), true);
            var values =
                    LocalNames.withMachines(
                            LocalNames.values(template, aws.endpoints(), keys, Reach.LOOPBACK),
                            token,
                            NOWHERE,
                            NOWHERE);
            var here = template.with(values);
            var environment = new HashMap<>(aws.endpoints().environment());
            environment.put("AWS_ENDPOINT_URL_STS", NOWHERE);
            try (var clients = new AwsClients(environment)) {
                new Provisioning(clients).provide(here);
            }
            return new FunctionServices(environment, keys, here, false, aws::close);
        } catch (RuntimeException failure) {
            aws.close();
            throw failure;
        }
    }

    /** How to reach the services; the names are the SDK's own. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The template, its references resolved to what is here. */
    public Template template() {
        return template;
    }

    /** Whether others use them, too. */
    public boolean isShared() {
        return shared;
    }

    /** What tokens are signed with here. */
    public SigningKeyFiles keys() {
        return keys;
    }

    @Override
    public void close() {
        afterUse.run();
    }

    private static Optional<JsonNode> endpoints(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JsonMapper.shared().readTree(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | JacksonException failed) {
            throw new StackProblem(
                    "%s cannot be read: %s".formatted(file, failed.getMessage()), failed);
        }
    }

    private static AwsEndpoints aws(JsonNode endpoints) {
        return new AwsEndpoints(
                endpoint(endpoints, "/dynamodb/endpoint"),
                endpoint(endpoints, "/sqs/endpoint"),
                endpoint(endpoints, "/s3/endpoint"));
    }

    private static AwsEndpoint endpoint(JsonNode endpoints, String pointer) {
        return new AwsEndpoint(
                URI.create(endpoints.at(pointer).asString()),
                AwsEndpoint.REGION,
                endpoints.at("/s3/accessKeyId").asString(),
                endpoints.at("/s3/secretAccessKey").asString());
    }

    // A stack that was killed leaves its file behind.
    private static boolean answers(String endpoint) {
        var uri = URI.create(endpoint);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
