package openencoder.cloud.iam;

import openencoder.cloud.aws.Endpoint;
import openencoder.cloud.iam.request.TableKeys;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks DynamoDB what parts a table's rows, once a table. */
final class DescribedTables implements TableKeys.Lookup, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, TableKeys> known = new ConcurrentHashMap<>();
    private final Endpoint dynamoDb;
    private final HttpClient http =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    DescribedTables(Endpoint dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    @Override
    public Optional<TableKeys> of(String table) {
        var keys = Optional.ofNullable(known.get(table)).or(() -> ask(table));
        keys.ifPresent(k -> known.put(table, k));
        return keys;
    }

    private Optional<TableKeys> ask(String table) {
        var question = JSON.writeValueAsString(Map.of("TableName", table));
        // The emulator wants to see an access key; what is signed with it does not matter.
        var scope = dynamoDb.accessKeyId() + "/20260101/" + dynamoDb.region() + "/dynamodb";
        var request =
                HttpRequest.newBuilder(dynamoDb.uri())
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "DynamoDB_20120810.DescribeTable")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential="
                                        + scope
                                        + "/aws4_request, SignedHeaders=host, Signature=0")
                        .POST(BodyPublishers.ofString(question))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) return Optional.empty();
            return Optional.of(keys(JSON.readTree(answer.body()).path("Table")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static TableKeys keys(JsonNode table) {
        var indexes =
                table.path("GlobalSecondaryIndexes")
                        .valueStream()
                        .collect(
                                Collectors.toMap(
                                        index -> index.path("IndexName").asString(),
                                        DescribedTables::hash));
        return new TableKeys(hash(table), indexes);
    }

    private static String hash(JsonNode shape) {
        return shape.path("KeySchema")
                .valueStream()
                .filter(key -> key.path("KeyType").asString().equals("HASH"))
                .map(key -> key.path("AttributeName").asString())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        http.close();
    }
}
