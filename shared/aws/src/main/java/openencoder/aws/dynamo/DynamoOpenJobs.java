package openencoder.aws.dynamo;

import openencoder.account.UserId;
import openencoder.job.OpenJobs;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A row for each account among the counters: how many jobs it may have open at most, and when the
 * last was counted. A count that is too high, for jobs ended or a call was made twice, is put right
 * from the index of open jobs; that is done no sooner than jobs show there.
 */
public final class DynamoOpenJobs implements OpenJobs {
    private static final Map<String, String> NAMES = Map.of("#open", "open", "#last", "last");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final JobIndexes indexes;

    public DynamoOpenJobs(DynamoDbClient dynamoDb, Tables tables) {
        this.dynamoDb = dynamoDb;
        this.table = tables.counters();
        this.indexes = new JobIndexes(dynamoDb, tables.jobs());
    }

    @Override
    public void admit(UserId account, int most, Instant now) {
        for (var standing = raise(account, most, now);
                standing.isPresent();
                standing = raise(account, most, now)) {
            var open = standing.get().number("open");
            var last = Instant.ofEpochMilli(standing.get().number("last"));
            if (now.isBefore(last.plus(SETTLES))) throw OpenJobs.tooMany(open, most, SETTLES);
            recount(account, most, now, standing.get());
        }
    }

    /**
     * @return what stands there if the limit is reached
     */
    private Optional<Item> raise(UserId account, int most, Instant now) {
        return update(
                update(account)
                        .updateExpression("SET #last = :now ADD #open :one")
                        .conditionExpression("attribute_not_exists(#open) OR #open < :most")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(
                                Map.of(
                                        ":now", number(now.toEpochMilli()),
                                        ":one", number(1),
                                        ":most", number(most))));
    }

    /** Of several who do so, the first does; the others find what it wrote. */
    private void recount(UserId account, int most, Instant now, Item standing) {
        var open = indexes.countOpen(account, most);
        update(
                update(account)
                        .updateExpression("SET #open = :open, #last = :now")
                        .conditionExpression("#open = :was AND #last = :before")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(
                                Map.of(
                                        ":open", number(open),
                                        ":now", number(now.toEpochMilli()),
                                        ":was", number(standing.number("open")),
                                        ":before", number(standing.number("last")))));
        if (open >= most) throw OpenJobs.tooMany(open, most, LATER);
    }

    @Override
    public void takeBack(UserId account) {
        update(
                update(account)
                        .updateExpression("ADD #open :less")
                        .conditionExpression("#open > :none")
                        .expressionAttributeNames(Map.of("#open", "open"))
                        .expressionAttributeValues(
                                Map.of(":less", number(-1), ":none", number(0))));
    }

    private UpdateItemRequest.Builder update(UserId account) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(Item.PK, AttributeValue.fromS("open-jobs#" + account)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    /**
     * @return empty if written, else what stands there instead
     */
    private Optional<Item> update(UpdateItemRequest.Builder request) {
        try {
            dynamoDb.updateItem(request.build());
            return Optional.empty();
        } catch (ConditionalCheckFailedException refused) {
            return Optional.of(Item.of(refused.item()));
        }
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
