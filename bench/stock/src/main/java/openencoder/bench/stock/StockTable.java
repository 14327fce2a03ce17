package openencoder.bench.stock;

import org.springframework.core.env.Environment;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/** Reads rows of a table that the environment names. */
public class StockTable {
    private final DynamoDbClient dynamoDb;
    private final Environment environment;

    public StockTable(DynamoDbClient dynamoDb, Environment environment) {
        this.dynamoDb = dynamoDb;
        this.environment = environment;
    }

    Map<String, AttributeValue> find(String table, String id) {
        return find(table, Map.of("pk", AttributeValue.fromS(id)));
    }

    Map<String, AttributeValue> find(String table, Map<String, AttributeValue> key) {
        var name = environment.getRequiredProperty(table);
        return dynamoDb.getItem(b -> b.tableName(name).key(key).consistentRead(true)).item();
    }

    int count(String table, String pk) {
        var name = environment.getRequiredProperty(table);
        var values = Map.of(":pk", AttributeValue.fromS(pk));
        return dynamoDb.query(
                        b ->
                                b.tableName(name)
                                        .keyConditionExpression("pk = :pk")
                                        .expressionAttributeValues(values)
                                        .consistentRead(true))
                .count();
    }
}
