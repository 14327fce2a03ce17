package openencoder.aws.dynamo;

import openencoder.job.JobId;
import openencoder.roster.WorkerRegistry;
import openencoder.roster.WorkerReport;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Workers in a table, all in one partition, so that they are read by one query. */
public final class DynamoWorkerRegistry implements WorkerRegistry {
    private static final AttributeValue PARTITION = AttributeValue.fromS("workers");

    // DynamoDB then deletes the rows of workers that went without a word.
    private static final Duration KEPT = Duration.ofHours(1);

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoWorkerRegistry(DynamoDbClient dynamoDb, Tables tables) {
        this.dynamoDb = dynamoDb;
        this.table = tables.workers();
    }

    @Override
    public void report(WorkerReport report) {
        dynamoDb.putItem(b -> b.tableName(table).item(write(report).attributes()));
    }

    @Override
    public void remove(String workerId) {
        var key = Map.of(Item.PK, PARTITION, "id", AttributeValue.fromS(workerId));
        dynamoDb.deleteItem(b -> b.tableName(table).key(key));
    }

    @Override
    public List<WorkerReport> seenSince(Instant since) {
        return new Rows(dynamoDb, table)
                .in(PARTITION.s()).stream()
                        .map(DynamoWorkerRegistry::read)
                        .filter(report -> !report.lastSeen().isBefore(since))
                        .toList();
    }

    private static Item write(WorkerReport report) {
        var item =
                Item.empty()
                        .text(Item.PK, PARTITION.s())
                        .text("id", report.id())
                        .text("host", report.host())
                        .text("ffmpeg", report.ffmpeg())
                        .time("started", report.startedAt())
                        .time("last_seen", report.lastSeen())
                        .number(Item.TTL, report.lastSeen().plus(KEPT).getEpochSecond());
        report.job().ifPresent(job -> item.number("job", job.value()));
        report.failure().ifPresent(failure -> item.text("failure", failure));
        return item;
    }

    private static WorkerReport read(Item item) {
        return new WorkerReport(
                item.text("id"),
                item.text("host"),
                item.maybe("job", Item::number).map(JobId::new),
                item.text("ffmpeg"),
                item.time("started"),
                item.time("last_seen"),
                item.maybe("failure", Item::text));
    }
}
