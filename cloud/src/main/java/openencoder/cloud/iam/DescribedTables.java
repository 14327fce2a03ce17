package openencoder.cloud.iam;

import static java.util.stream.Collectors.toMap;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.iam.request.TableKeys;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks DynamoDB what parts a table's rows, once a table. */
final class DescribedTables implements TableKeys.Lookup, AutoCloseable {
    private final Map<String, TableKeys> known = new ConcurrentHashMap<>();
    private final DynamoDbClient dynamoDb;

    DescribedTables(AwsEndpoint dynamoDb) {
        this.dynamoDb = dynamoDb.configure(DynamoDbClient.builder()).build();
    }

    @Override
    public Optional<TableKeys> of(String table) {
        var keys = Optional.ofNullable(known.get(table)).or(() -> ask(table));
        keys.ifPresent(k -> known.put(table, k));
        return keys;
    }

    private Optional<TableKeys> ask(String name) {
        try {
            var table = dynamoDb.describeTable(request -> request.tableName(name)).table();
            var indexes =
                    table.globalSecondaryIndexes().stream()
                            .collect(
                                    toMap(
                                            GlobalSecondaryIndexDescription::indexName,
                                            index -> hash(index.keySchema())));
            return Optional.of(new TableKeys(hash(table.keySchema()), indexes));
        } catch (DynamoDbException unknown) {
            return Optional.empty();
        }
    }

    private static String hash(List<KeySchemaElement> schema) {
        return schema.stream()
                .filter(key -> key.keyType() == KeyType.HASH)
                .map(KeySchemaElement::attributeName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
