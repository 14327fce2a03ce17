package openencoder.aws.dynamo;

import openencoder.account.UserId;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobStatus;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jobs table's indexes, which know ids only and follow the rows within moments. */
final class JobIndexes {
    /** An index, its partition's attribute and the partition. */
    private record Partition(String index, String attribute, String value) {
        static Partition of(JobStatus status) {
            return new Partition("by-status", "status", status.wireName());
        }

        static Partition of(JobFilter filter) {
            if (filter.preset().isEmpty()) return of(filter.status().orElseThrow());
            var preset = filter.preset().get();
            return filter.status()
                    .map(status -> JobItem.statusPreset(status, preset))
                    .map(both -> new Partition("by-status-preset", "status_preset", both))
                    .orElseGet(() -> new Partition("by-preset", "preset", preset));
        }
    }

    private final DynamoDbClient dynamoDb;
    private final String table;

    JobIndexes(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** The newest ids that match, newest first, at most {@code limit}. */
    List<Long> newest(JobFilter filter, int limit) {
        var ids = new ArrayList<Long>();
        Map<String, AttributeValue> from = null;
        do {
            var start = from;
            var left = limit - ids.size();
            var answer =
                    dynamoDb.query(
                            partition(Partition.of(filter))
                                    .scanIndexForward(false)
                                    .exclusiveStartKey(start)
                                    .limit(left)
                                    .build());
            ids.addAll(ids(answer));
            from = next(answer);
        } while (from != null && ids.size() < limit);
        return ids;
    }

    /** How many jobs have the status, counted no further than {@code limit}. */
    long count(JobStatus status, int limit) {
        return count(Partition.of(status), limit);
    }

    /** How many jobs of the account have not ended, counted no further than {@code limit}. */
    long countOpen(UserId account, int limit) {
        return count(new Partition("by-account", JobItem.OPEN_BY, account.toString()), limit);
    }

    private long count(Partition partition, int limit) {
        var count = 0L;
        Map<String, AttributeValue> from = null;
        do {
            var answer =
                    dynamoDb.query(
                            partition(partition)
                                    .select(Select.COUNT)
                                    .exclusiveStartKey(from)
                                    .limit((int) (limit - count))
                                    .build());
            count += answer.count();
            from = next(answer);
        } while (from != null && count < limit);
        return count;
    }

    /** How many jobs of smaller ids are queued, counted no further than {@code limit}. */
    int queuedBefore(JobId id, int limit) {
        return dynamoDb.query(
                        b ->
                                b.tableName(table)
                                        .indexName("by-status")
                                        .keyConditionExpression("#status = :queued AND id < :id")
                                        .expressionAttributeNames(Map.of("#status", "status"))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":queued",
                                                        AttributeValue.fromS(
                                                                JobStatus.QUEUED.wireName()),
                                                        ":id",
                                                        AttributeValue.fromN(id.toString())))
                                        .select(Select.COUNT)
                                        .limit(limit))
                .count();
    }

    /** Jobs that have been due, the longest overdue first. */
    List<JobId> due(Instant now, int limit) {
        var answer =
                dynamoDb.query(
                        b ->
                                b.tableName(table)
                                        .indexName("due")
                                        .keyConditionExpression(
                                                "due_bucket = :bucket AND due <= :now")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":bucket",
                                                        AttributeValue.fromS(JobItem.DUE_BUCKET),
                                                        ":now",
                                                        millis(now)))
                                        .limit(limit));
        return answer.items().stream()
                .map(item -> new JobId(Long.parseLong(item.get(Item.PK).s())))
                .toList();
    }

    private QueryRequest.Builder partition(Partition partition) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(partition.index())
                .keyConditionExpression("#partition = :value")
                .expressionAttributeNames(Map.of("#partition", partition.attribute()))
                .expressionAttributeValues(
                        Map.of(":value", AttributeValue.fromS(partition.value())));
    }

    private static List<Long> ids(QueryResponse answer) {
        return answer.items().stream().map(item -> Item.of(item).number("id")).toList();
    }

    private static Map<String, AttributeValue> next(QueryResponse answer) {
        return answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : null;
    }

    private static AttributeValue millis(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }
}
