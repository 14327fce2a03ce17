package openencoder.aws.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.Map;

/** Hands out a resource's ids, from 1, each once. One that is not used after all leaves a gap. */
final class Counter {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String resource;

    /**
     * @param resource whose ids, such as {@code jobs}
     */
    Counter(DynamoDbClient dynamoDb, String table, String resource) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.resource = resource;
    }

    long next() {
        var raised =
                dynamoDb.updateItem(
                        b ->
                                b.tableName(table)
                                        .key(Map.of(Item.PK, AttributeValue.fromS(resource)))
                                        .updateExpression("ADD #last :one")
                                        .expressionAttributeNames(Map.of("#last", "last"))
                                        .expressionAttributeValues(
                                                Map.of(":one", AttributeValue.fromN("1")))
                                        .returnValues(ReturnValue.UPDATED_NEW));
        return Item.of(raised.attributes()).number("last");
    }

    /** The id handed out last; 0 before the first. */
    long last() {
        return rows().find(resource).map(item -> item.number("last")).orElse(0L);
    }

    /** Begins after {@code last}, unless an id was handed out before. */
    TransactWriteItem beginningAfter(long last) {
        var item = Item.empty().text(Item.PK, resource).number("last", last);
        return rows().putting(item, Condition.absent());
    }

    private Rows rows() {
        return new Rows(dynamoDb, table);
    }
}
