package openencoder.cloud.aws;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the tables look like: the same as in {@code template.yaml}. */
final class TableShapes {
    private TableShapes() {}

    /** Users, presets, counters and limits: rows found by {@code pk}. */
    static CreateTableRequest keyed(String name) {
        return table(name).attributeDefinitions(attribute("pk", S)).keySchema(hash("pk")).build();
    }

    /** Workers and machines: rows found by {@code pk} and {@code id}. */
    static CreateTableRequest grouped(String name) {
        return table(name)
                .attributeDefinitions(attribute("pk", S), attribute("id", S))
                .keySchema(hash("pk"), range("id"))
                .build();
    }

    static CreateTableRequest jobs(String name) {
        return table(name)
                .attributeDefinitions(
                        attribute("pk", S),
                        attribute("id", N),
                        attribute("status", S),
                        attribute("preset", S),
                        attribute("status_preset", S),
                        attribute("due_bucket", S),
                        attribute("due", N))
                .keySchema(hash("pk"))
                .globalSecondaryIndexes(
                        index("by-status", "status", "id"),
                        index("by-preset", "preset", "id"),
                        index("by-status-preset", "status_preset", "id"),
                        index("due", "due_bucket", "due"))
                .build();
    }

    private static CreateTableRequest.Builder table(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(hash(hash), range(range))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement hash(String attribute) {
        return key(attribute, KeyType.HASH);
    }

    private static KeySchemaElement range(String attribute) {
        return key(attribute, KeyType.RANGE);
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }
}
