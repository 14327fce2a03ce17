package openencoder.cloud.template;

import static java.util.stream.Collectors.toMap;

import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code template.yaml} as the local stack needs it. */
public final class Template {

    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String HTTP_API = "AWS::Serverless::HttpApi";
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String BUCKET = "AWS::S3::Bucket";

    private static final int DEFAULT_MEMORY = 128;
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;

    private final Path file;
    private final Map<?, ?> document;
    private final Place root;

    private Template(Path file, Map<?, ?> document, LocalValues values) {
        this.file = file;
        this.document = document;
        this.root = new Resolver(file.getFileName().toString(), document, values).root();
    }

    /**
     * @throws TemplateException if there is no such file, or it is no template
     */
    public static Template read(Path file) {
        try {
            if (TemplateYaml.parse(Files.readString(file)) instanceof Map<?, ?> document)
                return new Template(file.toAbsolutePath(), document, LocalValues.NONE);
            throw new TemplateException("%s is not a template".formatted(file));
        } catch (IOException failed) {
            throw new TemplateException("%s cannot be read".formatted(file), failed);
        } catch (YAMLException unreadable) {
            throw new TemplateException(
                    "%s is not YAML: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /**
     * The one of the project that the working folder is in.
     *
     * @throws TemplateException if it is in none
     */
    public static Template ofTheProject() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent())
            if (Files.exists(folder.resolve("template.yaml")))
                return read(folder.resolve("template.yaml"));
        throw new TemplateException("No template.yaml is here or above.");
    }

    /** The same template, its references resolved with these values. */
    public Template with(LocalValues values) {
        return new Template(file, document, values);
    }

    public List<FunctionResource> functions() {
        return resources(FUNCTION).map(this::function).toList();
    }

    /** The functions' logical ids, for when references have no values yet. */
    public List<String> functionNames() {
        return resources(FUNCTION).map(Place::name).toList();
    }

    /** The variables that every function has. */
    public Map<String, String> commonVariables() {
        return functionGlobals().map(Template::variables).orElse(Map.of());
    }

    public List<RouteResource> routes() {
        return resources(FUNCTION).flatMap(Template::routes).toList();
    }

    public List<Schedule> schedules() {
        return resources(FUNCTION).flatMap(Template::schedules).toList();
    }

    public Optional<CorsResource> cors() {
        return resources(HTTP_API)
                .findFirst()
                .flatMap(api -> api.find("Properties"))
                .flatMap(api -> api.find("CorsConfiguration"))
                .map(Template::cors);
    }

    public List<TableResource> tables() {
        return resources(TABLE).map(Template::table).toList();
    }

    /** Dead-letter queues come before the queues that name them. */
    public List<QueueResource> queues() {
        var all = resources(QUEUE).map(Template::queue).toList();
        return Stream.concat(
                        all.stream().filter(queue -> queue.redrive().isEmpty()),
                        all.stream().filter(queue -> queue.redrive().isPresent()))
                .toList();
    }

    public List<BucketResource> buckets() {
        return resources(BUCKET).map(Template::bucket).toList();
    }

    /**
     * The name of a table, queue or bucket: the one the template gives, else its logical id in
     * lower case with hyphens, such as {@code jobs-table}.
     */
    public String nameOf(String id) {
        var resource = root.get("Resources").get(id);
        return switch (resource.text("Type")) {
            case TABLE -> name(resource, "TableName");
            case QUEUE -> name(resource, "QueueName");
            case BUCKET -> name(resource, "BucketName");
            default -> kebab(id);
        };
    }

    /** The logical ids of all tables, queues and buckets. */
    public List<String> stores() {
        return Stream.of(TABLE, QUEUE, BUCKET).flatMap(this::resources).map(Place::name).toList();
    }

    /** What a role may do at most: its inline policies as one policy document in JSON. */
    public String policyOf(String role) {
        return RolePolicy.json(root.get("Resources").get(role));
    }

    private Stream<Place> resources(String type) {
        return root.get("Resources").members().stream()
                .filter(resource -> resource.text("Type").equals(type));
    }

    private FunctionResource function(Place function) {
        var properties = function.get("Properties");
        var code = setting(properties, "CodeUri").orElseGet(() -> properties.get("CodeUri"));
        var handler = setting(properties, "Handler").orElseGet(() -> properties.get("Handler"));
        return new FunctionResource(
                function.name(),
                file.resolveSibling(code.text()).normalize(),
                handler.text(),
                setting(properties, "MemorySize").map(Place::number).orElse(DEFAULT_MEMORY),
                Duration.ofSeconds(
                        setting(properties, "Timeout")
                                .map(Place::number)
                                .orElse(DEFAULT_TIMEOUT_SECONDS)),
                environment(properties));
    }

    private Optional<Place> setting(Place properties, String name) {
        return properties.find(name).or(() -> functionGlobals().flatMap(all -> all.find(name)));
    }

    private Optional<Place> functionGlobals() {
        return root.find("Globals").flatMap(globals -> globals.find("Function"));
    }

    private Map<String, String> environment(Place properties) {
        var environment = new HashMap<>(commonVariables());
        environment.putAll(variables(properties));
        return Map.copyOf(environment);
    }

    private static Map<String, String> variables(Place properties) {
        return properties
                .find("Environment")
                .flatMap(environment -> environment.find("Variables"))
                .map(Place::members)
                .orElse(List.of())
                .stream()
                .collect(toMap(Place::name, Place::text));
    }

    private static Stream<RouteResource> routes(Place function) {
        return events(function, "HttpApi")
                .map(event -> event.get("Properties"))
                .map(
                        event ->
                                new RouteResource(
                                        event.find("Method")
                                                .map(Place::text)
                                                .orElse("ANY")
                                                .toUpperCase(Locale.ROOT),
                                        event.find("Path")
                                                .map(Place::text)
                                                .orElse(RouteResource.DEFAULT),
                                        function.name()));
    }

    private static Stream<Schedule> schedules(Place function) {
        return events(function, "ScheduleV2")
                .map(
                        event ->
                                new Schedule(
                                        function.name(),
                                        event.name(),
                                        event.get("Properties").get("ScheduleExpression").rate()));
    }

    private static Stream<Place> events(Place function, String type) {
        return function
                .get("Properties")
                .find("Events")
                .map(Place::members)
                .orElse(List.of())
                .stream()
                .filter(event -> event.text("Type").equals(type));
    }

    private static CorsResource cors(Place cors) {
        return new CorsResource(
                texts(cors, "AllowOrigins"),
                texts(cors, "AllowMethods"),
                texts(cors, "AllowHeaders"),
                texts(cors, "ExposeHeaders"),
                Duration.ofSeconds(cors.find("MaxAge").map(Place::number).orElse(0)));
    }

    private static TableResource table(Place table) {
        var properties = table.get("Properties");
        var attributes = new LinkedHashMap<String, String>();
        for (var attribute : properties.get("AttributeDefinitions").items())
            attributes.put(attribute.text("AttributeName"), attribute.text("AttributeType"));
        return new TableResource(
                table.name(),
                name(table, "TableName"),
                attributes,
                keys(properties),
                properties
                        .find("GlobalSecondaryIndexes")
                        .map(Place::items)
                        .orElse(List.of())
                        .stream()
                        .map(Template::index)
                        .toList(),
                properties
                        .find("TimeToLiveSpecification")
                        .filter(ttl -> ttl.get("Enabled").truth())
                        .map(ttl -> ttl.text("AttributeName")));
    }

    private static TableResource.Index index(Place index) {
        var projection = index.get("Projection");
        return new TableResource.Index(
                index.text("IndexName"),
                keys(index),
                projection.text("ProjectionType"),
                texts(projection, "NonKeyAttributes"));
    }

    private static List<TableResource.Key> keys(Place owner) {
        return owner.get("KeySchema").items().stream()
                .map(key -> new TableResource.Key(key.text("AttributeName"), key.text("KeyType")))
                .toList();
    }

    private static QueueResource queue(Place queue) {
        var properties = queue.find("Properties");
        var attributes = new HashMap<String, String>();
        for (var attribute :
                List.of(
                        "VisibilityTimeout",
                        "MessageRetentionPeriod",
                        "ReceiveMessageWaitTimeSeconds",
                        "DelaySeconds",
                        "MaximumMessageSize"))
            properties
                    .flatMap(all -> all.find(attribute))
                    .ifPresent(value -> attributes.put(attribute, value.text()));
        return new QueueResource(
                queue.name(),
                name(queue, "QueueName"),
                attributes,
                properties.flatMap(all -> all.find("RedrivePolicy")).map(Template::redrive));
    }

    private static QueueResource.Redrive redrive(Place policy) {
        return new QueueResource.Redrive(
                policy.text("deadLetterTargetArn"), policy.get("maxReceiveCount").number());
    }

    private static BucketResource bucket(Place bucket) {
        return new BucketResource(bucket.name(), name(bucket, "BucketName"));
    }

    private static String name(Place resource, String property) {
        return resource.find("Properties")
                .flatMap(properties -> properties.find(property))
                .map(Place::text)
                .orElseGet(() -> kebab(resource.name()));
    }

    private static String kebab(String id) {
        return id.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static List<String> texts(Place owner, String name) {
        return owner.find(name).map(Place::items).orElse(List.of()).stream()
                .map(Place::text)
                .toList();
    }
}
