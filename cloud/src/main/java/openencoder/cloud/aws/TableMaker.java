package openencoder.cloud.aws;

import openencoder.cloud.template.TableResource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

import java.util.List;

/** Makes tables as the template describes them. */
public record TableMaker(DynamoDbClient dynamoDb) {

    /**
     * Without its time to live, so that tests may store rows of any time.
     *
     * @return the name
     */
    public String make(TableResource table, String name) {
        var attributes =
                table.attributes().entrySet().stream()
                        .map(a -> attribute(a.getKey(), a.getValue()))
                        .toList();
        var request =
                CreateTableRequest.builder()
                        .tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attributes)
                        .keySchema(keys(table.keys()));
        if (!table.indexes().isEmpty())
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(TableMaker::index).toList());
        dynamoDb.createTable(request.build());
        return name;
    }

    /** Lets the table forget rows when the template says so. */
    public void expire(TableResource table) {
        table.ttlAttribute().ifPresent(attribute -> expire(table.name(), attribute));
    }

    private void expire(String name, String attribute) {
        var specification =
                TimeToLiveSpecification.builder().enabled(true).attributeName(attribute).build();
        dynamoDb.updateTimeToLive(
                ttl -> ttl.tableName(name).timeToLiveSpecification(specification));
    }

    private static GlobalSecondaryIndex index(TableResource.Index index) {
        var projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) projection.nonKeyAttributes(index.included());
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> keys(List<TableResource.Key> keys) {
        return keys.stream().map(TableMaker::key).toList();
    }

    private static KeySchemaElement key(TableResource.Key key) {
        return KeySchemaElement.builder()
                .attributeName(key.attribute())
                .keyType(key.type())
                .build();
    }

    private static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }
}
