package openencoder.aws.dynamo;

import openencoder.aws.client.Backoff;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table whose rows are found by {@code pk}, or by that and {@code id}. Every read sees every
 * write before it.
 */
final class Rows {
    private final DynamoDbClient dynamoDb;
    private final String table;

    Rows(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    Optional<Item> find(String pk) {
        return find(key(pk));
    }

    Optional<Item> find(String pk, String id) {
        return find(key(pk, id));
    }

    private Optional<Item> find(Map<String, AttributeValue> key) {
        var answer = dynamoDb.getItem(b -> b.tableName(table).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(Item.of(answer.item())) : Optional.empty();
    }

    /** Those of a partition, by id. */
    List<Item> in(String pk) {
        return dynamoDb
                .queryPaginator(
                        b ->
                                b.tableName(table)
                                        .keyConditionExpression("pk = :pk")
                                        .expressionAttributeValues(
                                                Map.of(":pk", AttributeValue.fromS(pk)))
                                        .consistentRead(true))
                .items()
                .stream()
                .map(Item::of)
                .toList();
    }

    /**
     * @param pks at most 100
     * @return the rows there are, by pk
     */
    Map<String, Item> findAll(Collection<String> pks) {
        var found = new HashMap<String, Item>();
        var wanted = pks.stream().distinct().map(Rows::key).toList();
        var pause = new Backoff();
        while (!wanted.isEmpty()) {
            var request = KeysAndAttributes.builder().keys(wanted).consistentRead(true).build();
            var answer = dynamoDb.batchGetItem(b -> b.requestItems(Map.of(table, request)));
            var items = answer.responses().getOrDefault(table, List.of());
            for (var item : items) found.put(item.get(Item.PK).s(), Item.of(item));
            // DynamoDB leaves out what exceeds 16 MB or its present capacity.
            var left = answer.unprocessedKeys().get(table);
            wanted = left == null ? List.of() : new ArrayList<>(left.keys());
            if (!wanted.isEmpty() && items.isEmpty()) pause.once();
        }
        return found;
    }

    /**
     * @return empty if written, else what stands there instead: an empty item if nothing does
     */
    Optional<Item> put(Item item, Condition condition) {
        var request =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(item.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        for (var pause = new Backoff(); ; pause.once()) {
            try {
                dynamoDb.putItem(request);
                return Optional.empty();
            } catch (ConditionalCheckFailedException refused) {
                return Optional.of(Item.of(refused.item()));
            } catch (TransactionConflictException busy) {
                if (pause.isOver()) throw busy;
            }
        }
    }

    TransactWriteItem putting(Item item, Condition condition) {
        return TransactWriteItem.builder()
                .put(
                        b ->
                                b.tableName(table)
                                        .item(item.attributes())
                                        .conditionExpression(condition.expression())
                                        .expressionAttributeNames(condition.names())
                                        .expressionAttributeValues(condition.values())
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    /** Writes nothing, and lets nothing else be written unless the condition holds. */
    TransactWriteItem checking(String pk, Condition condition) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        b ->
                                b.tableName(table)
                                        .key(key(pk))
                                        .conditionExpression(condition.expression())
                                        .expressionAttributeNames(condition.names())
                                        .expressionAttributeValues(condition.values()))
                .build();
    }

    TransactWriteItem deleting(String pk, Condition condition) {
        return deleting(key(pk), condition);
    }

    TransactWriteItem deleting(String pk, String id, Condition condition) {
        return deleting(key(pk, id), condition);
    }

    private TransactWriteItem deleting(Map<String, AttributeValue> key, Condition condition) {
        return TransactWriteItem.builder()
                .delete(
                        b ->
                                b.tableName(table)
                                        .key(key)
                                        .conditionExpression(condition.expression())
                                        .expressionAttributeNames(condition.names())
                                        .expressionAttributeValues(condition.values()))
                .build();
    }

    private static Map<String, AttributeValue> key(String pk) {
        return Map.of(Item.PK, AttributeValue.fromS(pk));
    }

    private static Map<String, AttributeValue> key(String pk, String id) {
        return Map.of(Item.PK, AttributeValue.fromS(pk), "id", AttributeValue.fromS(id));
    }
}
