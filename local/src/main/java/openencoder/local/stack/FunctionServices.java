package openencoder.local.stack;

import openencoder.aws.AwsClients;
import openencoder.emulators.Endpoint;
import openencoder.emulators.LocalQueue;
import openencoder.local.template.LocalValues;
import openencoder.local.template.Template;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a function that runs by itself needs around it: a running stack's, or its own. */
public final class FunctionServices implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 500;

    private final Map<String, String> environment;
    private final SigningKeyFiles keys;
    private final Template template;
    private final boolean shared;
    private final Runnable afterUse;

    private FunctionServices(
            Map<String, String> environment,
            Path data,
            Template template,
            boolean shared,
            Runnable afterUse) {
        this.environment = environment;
        this.keys = SigningKeyFiles.filled(data);
        this.template = template.with(values(template));
        this.shared = shared;
        this.afterUse = afterUse;
    }

    /** Those of the stack that runs on the data folder, if one does. */
    public static Optional<FunctionServices> running(Template template, Path data) {
        return endpoints(data.resolve(EndpointsFile.NAME))
                .filter(endpoints -> answers(endpoints.at("/dynamodb/endpoint").asString()))
                .map(FunctionServices::environment)
                .map(
                        found ->
                                new FunctionServices(
                                        found, data.toAbsolutePath(), template, true, () -> {}));
    }

    /** New ones on an empty folder, with the template's tables, queues and buckets. */
    public static FunctionServices start(Template template, Path folder) {
        var data = folder.toAbsolutePath();
        var aws = LocalAws.start(data);
        try {
            var services =
                    new FunctionServices(
                            aws.endpoints().environment(), data, template, false, aws::close);
            try (var clients = new AwsClients(aws.endpoints().environment())) {
                new Provisioning(clients).provide(services.template);
            }
            return services;
        } catch (RuntimeException e) {
            aws.close();
            throw e;
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

    /** The file of the private JWK set. */
    public Path signingKeys() {
        return keys.signing();
    }

    @Override
    public void close() {
        afterUse.run();
    }

    private LocalValues values(Template template) {
        var values = new TreeMap<>(LocalNames.PARAMETERS);
        values.put("AWS::Region", environment.get("AWS_REGION"));
        values.put("SigningKeys", keys.signing().toUri().toString());
        values.put("VerificationKeys", keys.verification().toUri().toString());
        for (var id : template.stores()) {
            var name = template.nameOf(id);
            values.put(id, id.endsWith("Queue") ? queueUrl(name) : name);
            values.put(id + ".Arn", arn(id, name));
        }
        return new LocalValues(values);
    }

    private String queueUrl(String name) {
        return "%s/%s/%s"
                .formatted(environment.get("AWS_ENDPOINT_URL_SQS"), LocalQueue.ACCOUNT, name);
    }

    private String arn(String id, String name) {
        if (id.endsWith("Bucket")) {
            return "arn:aws:s3:::" + name;
        }
        var place = environment.get("AWS_REGION") + ":" + LocalQueue.ACCOUNT;
        return id.endsWith("Queue")
                ? "arn:aws:sqs:%s:%s".formatted(place, name)
                : "arn:aws:dynamodb:%s:table/%s".formatted(place, name);
    }

    private static Optional<JsonNode> endpoints(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JsonMapper.shared().readTree(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new StackProblem("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, String> environment(JsonNode endpoints) {
        return Map.of(
                "AWS_REGION", Endpoint.REGION,
                "AWS_ACCESS_KEY_ID", endpoints.at("/s3/accessKeyId").asString(),
                "AWS_SECRET_ACCESS_KEY", endpoints.at("/s3/secretAccessKey").asString(),
                "AWS_ENDPOINT_URL_DYNAMODB", endpoints.at("/dynamodb/endpoint").asString(),
                "AWS_ENDPOINT_URL_SQS", endpoints.at("/sqs/endpoint").asString(),
                "AWS_ENDPOINT_URL_S3", endpoints.at("/s3/endpoint").asString());
    }

    // A stack that was killed leaves its file behind.
    private static boolean answers(String endpoint) {
        var uri = URI.create(endpoint);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
