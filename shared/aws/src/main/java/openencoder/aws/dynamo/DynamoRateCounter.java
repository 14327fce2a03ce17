package openencoder.aws.dynamo;

import openencoder.account.RateCounter;
import openencoder.media.Sha256;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts in a table, one row a key, counted by DynamoDB itself. Keys are kept as hashes: people
 * type their passwords where their names belong.
 */
public final class DynamoRateCounter implements RateCounter {
    private static final String IS_OPEN = "attribute_not_exists(pk) OR #until > :now";
    private static final Duration KEPT_AFTERWARDS = Duration.ofHours(1);

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoRateCounter(DynamoDbClient dynamoDb, Tables tables) {
        this.dynamoDb = dynamoDb;
        this.table = tables.limits();
    }

    @Override
    public Count add(String key, Duration window, Instant now) {
        while (true) {
            var counted = addToOpen(key, window, now).or(() -> openAnew(key, window, now));
            if (counted.isPresent()) return counted.get();
        }
    }

    @Override
    public void takeBack(String key, Instant now) {
        try {
            dynamoDb.updateItem(
                    b ->
                            b.tableName(table)
                                    .key(row(key))
                                    .updateExpression("ADD #count :less")
                                    .conditionExpression("#until > :now")
                                    .expressionAttributeNames(
                                            Map.of("#count", "count", "#until", "until"))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":less",
                                                    AttributeValue.fromN("-1"),
                                                    ":now",
                                                    moment(now))));
        } catch (ConditionalCheckFailedException _) {
            // the window has ended, and its tries with it
        }
    }

    @Override
    public Optional<Count> find(String key, Instant now) {
        return new Rows(dynamoDb, table)
                .find(row(key).get(Item.PK).s())
                .map(DynamoRateCounter::read)
                .filter(tries -> now.isBefore(tries.until()));
    }

    /** Empty if the row is of a window that has ended. */
    private Optional<Count> addToOpen(String key, Duration window, Instant now) {
        var values =
                Map.of(
                        ":one",
                        AttributeValue.fromN("1"),
                        ":now",
                        moment(now),
                        ":end",
                        moment(now.plus(window)),
                        ":ttl",
                        ttl(now.plus(window)));
        var names = Map.of("#count", "count", "#until", "until", "#ttl", Item.TTL);
        try {
            var answer =
                    dynamoDb.updateItem(
                            b ->
                                    b.tableName(table)
                                            .key(row(key))
                                            .updateExpression(
                                                    "SET #until = if_not_exists(#until, :end),"
                                                            + " #ttl = if_not_exists(#ttl, :ttl)"
                                                            + " ADD #count :one")
                                            .conditionExpression(IS_OPEN)
                                            .expressionAttributeNames(names)
                                            .expressionAttributeValues(values)
                                            .returnValues(ReturnValue.ALL_NEW));
            return Optional.of(read(Item.of(answer.attributes())));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    /** Empty if another request was faster. */
    private Optional<Count> openAnew(String key, Duration window, Instant now) {
        var item = new HashMap<>(row(key));
        item.put("count", AttributeValue.fromN("1"));
        item.put("until", moment(now.plus(window)));
        item.put(Item.TTL, ttl(now.plus(window)));
        try {
            dynamoDb.putItem(
                    b ->
                            b.tableName(table)
                                    .item(item)
                                    .conditionExpression("#until <= :now")
                                    .expressionAttributeNames(Map.of("#until", "until"))
                                    .expressionAttributeValues(Map.of(":now", moment(now))));
            return Optional.of(read(Item.of(item)));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    private static Count read(Item item) {
        return new Count(item.number("count"), Instant.ofEpochMilli(item.number("until")));
    }

    private static AttributeValue moment(Instant moment) {
        return AttributeValue.fromN(Long.toString(moment.toEpochMilli()));
    }

    private static AttributeValue ttl(Instant end) {
        return AttributeValue.fromN(Long.toString(end.plus(KEPT_AFTERWARDS).getEpochSecond()));
    }

    private static Map<String, AttributeValue> row(String key) {
        return Map.of(Item.PK, AttributeValue.fromS(Sha256.of(key)));
    }
}
