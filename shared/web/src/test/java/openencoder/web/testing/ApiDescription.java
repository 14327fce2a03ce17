package openencoder.web.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code docs/api.yaml} says that requests and answers look like. Clients are to ignore fields
 * that they do not know; here a field that is not described is an objection.
 */
public final class ApiDescription {
    private static final String DOCUMENT = "https://openencoder.example/api.yaml";
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private ApiDescription(JsonNode document) {
        this.document = document;
        schemas =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry ->
                                registry.schemas(Map.of(DOCUMENT, document.toString()))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    /**
     * @param root the project's folder
     */
    public static ApiDescription of(Path root) {
        try {
            return parse(Files.readString(root.resolve("docs/api.yaml")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static ApiDescription parse(String yaml) {
        var document = JSON.<JsonNode>valueToTree(new Yaml().<Object>load(yaml));
        close(document.path("components").path("schemas"));
        return new ApiDescription(document);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("discriminator");
            if (object.path("properties").isObject() && !object.has("additionalProperties"))
                object.put("additionalProperties", false);
        }
        for (var child : node) close(child);
    }

    /**
     * What is wrong with an answer, and with the request if it was successful.
     *
     * @param event as API Gateway sends it
     */
    public List<String> objections(String event, Reply reply) {
        var sent = JSON.readTree(event);
        var operation = operation(sent);
        var objections = new ArrayList<String>();
        if (reply.status() < 300 && operation.isPresent())
            objections.addAll(requestObjections(operation.get(), sent));
        if (reply.status() == 200 && operation.isEmpty())
            objections.add("200 where nothing is described");
        objections.addAll(answerObjections(operation, reply));
        return objections;
    }

    /**
     * What is wrong with an answer to a request that may name its path in any spelling.
     *
     * @param event as API Gateway sends it
     */
    public List<String> answerObjections(String event, Reply reply) {
        return answerObjections(operation(JSON.readTree(event)), reply);
    }

    /** What is wrong with a problem, whatever it is the answer to. */
    public List<String> problemObjections(JsonNode problem) {
        return check("/components/schemas/Problem", problem);
    }

    private List<String> requestObjections(String operation, JsonNode sent) {
        var objections = new ArrayList<String>();
        var described = parameters(operation, "query");
        for (var name : queryNames(sent.path("rawQueryString").asString("")))
            if (!described.contains(name))
                objections.add(
                        "the parameter %s of %s is not described".formatted(name, operation));
        var schema = operation + "/requestBody/content/application~1json/schema";
        var body = body(sent);
        if (!document.at(schema).isMissingNode() && !body.isEmpty())
            check(schema, JSON.readTree(body)).forEach(text -> objections.add("request: " + text));
        return objections;
    }

    private List<String> answerObjections(Optional<String> operation, Reply reply) {
        if (operation.isEmpty()) return unroutedObjections(reply);
        var response = resolved(operation.get() + "/responses/" + reply.status());
        if (document.at(response).isMissingNode())
            return List.of(
                    "the status %d of %s is not described"
                            .formatted(reply.status(), operation.get()));
        if (reply.text().isEmpty()) return List.of();
        var type = reply.header("Content-Type");
        var schema = response + "/content/" + escaped(String.valueOf(type)) + "/schema";
        if (document.at(schema).isMissingNode())
            return List.of("%s of %s is not described".formatted(type, response));
        return check(schema, reply.json());
    }

    /** No operation: no such path, another method, or OPTIONS. */
    private List<String> unroutedObjections(Reply reply) {
        if (reply.status() < 400 || reply.text().isEmpty()) return List.of();
        return problemObjections(reply.json());
    }

    private List<String> check(String schema, JsonNode value) {
        return schemas
                .getSchema(SchemaLocation.of(DOCUMENT + "#" + schema))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The pointer to an operation; one whose path has no variables comes first. */
    private Optional<String> operation(JsonNode sent) {
        var method = sent.path("requestContext").path("http").path("method").asString();
        var asked = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        var wanted = sent.path("rawPath").asString().replaceFirst("(.)/$", "$1");
        return document.path("paths").propertyNames().stream()
                .filter(pattern -> wanted.matches(pattern.replaceAll("\\{\\w+}", "[^/]+")))
                .filter(pattern -> document.path("paths").path(pattern).has(asked))
                .min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")))
                .map(pattern -> "/paths/" + escaped(pattern) + "/" + asked);
    }

    private List<String> parameters(String operation, String in) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> operation + "/parameters/" + i)
                .takeWhile(each -> !document.at(each).isMissingNode())
                .map(each -> document.at(resolved(each)))
                .filter(parameter -> in.equals(parameter.path("in").asString()))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private String resolved(String pointer) {
        var reference = document.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : reference.substring(1);
    }

    private static List<String> queryNames(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.replaceFirst("=.*", ""))
                .filter(name -> !name.isEmpty())
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                .toList();
    }

    private static String body(JsonNode sent) {
        var body = sent.path("body").asString("");
        return sent.path("isBase64Encoded").asBoolean()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
