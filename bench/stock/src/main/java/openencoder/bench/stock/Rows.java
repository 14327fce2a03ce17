package openencoder.bench.stock;

import org.springframework.core.env.Environment;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/** Reads one row of a table that the environment names. */
public class Rows {
    private final DynamoDbClient dynamoDb;
    private final Environment environment;

    public Rows(DynamoDbClient dynamoDb, Environment environment) {
        this.dynamoDb = dynamoDb;
        this.environment = environment;
    }

    Map<String, AttributeValue> find(String table, String id) {
        var name = environment.getRequiredProperty(table);
        var key = Map.of("pk", AttributeValue.fromS(id));
        return dynamoDb.getItem(b -> b.tableName(name).key(key).consistentRead(true)).item();
    }
}
