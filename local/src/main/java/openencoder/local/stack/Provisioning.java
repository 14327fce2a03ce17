package openencoder.local.stack;

import openencoder.aws.client.AwsClients;
import openencoder.cloud.template.BucketResource;
import openencoder.cloud.template.QueueResource;
import openencoder.cloud.template.TableResource;
import openencoder.cloud.template.Template;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the template's tables, queues and buckets where they are missing. */
final class Provisioning {

    private final AwsClients aws;

    Provisioning(AwsClients aws) {
        this.aws = aws;
    }

    void provide(Template template) {
        var tables = aws.dynamoDb().listTables().tableNames();
        template.tables().stream()
                .filter(table -> !tables.contains(table.name()))
                .forEach(this::create);
        template.queues().forEach(this::create);
        var buckets = aws.s3().listBuckets().buckets().stream().map(b -> b.name()).toList();
        template.buckets().stream()
                .filter(bucket -> !buckets.contains(bucket.name()))
                .forEach(this::create);
    }

    private void create(TableResource table) {
        var attributes =
                table.attributes().entrySet().stream()
                        .map(a -> attribute(a.getKey(), a.getValue()))
                        .toList();
        var request =
                CreateTableRequest.builder()
                        .tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attributes)
                        .keySchema(keys(table.keys()));
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(Provisioning::index).toList());
        }
        aws.dynamoDb().createTable(request.build());
        table.ttlAttribute()
                .ifPresent(
                        attribute ->
                                aws.dynamoDb()
                                        .updateTimeToLive(
                                                ttl ->
                                                        ttl.tableName(table.name())
                                                                .timeToLiveSpecification(
                                                                        t ->
                                                                                t.enabled(true)
                                                                                        .attributeName(
                                                                                                attribute))));
    }

    private static GlobalSecondaryIndex index(TableResource.Index index) {
        var projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> keys(List<TableResource.Key> keys) {
        return keys.stream()
                .map(
                        key ->
                                KeySchemaElement.builder()
                                        .attributeName(key.attribute())
                                        .keyType(key.type())
                                        .build())
                .toList();
    }

    private static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    // Creating a queue that exists with the same attributes changes nothing.
    private void create(QueueResource queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        queue.attributes()
                .forEach(
                        (name, value) -> attributes.put(QueueAttributeName.fromValue(name), value));
        queue.redrive()
                .ifPresent(
                        redrive ->
                                attributes.put(QueueAttributeName.REDRIVE_POLICY, policy(redrive)));
        aws.sqs().createQueue(q -> q.queueName(queue.name()).attributes(attributes));
    }

    private static String policy(QueueResource.Redrive redrive) {
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(redrive.deadLetterQueueArn(), redrive.maxReceiveCount());
    }

    private void create(BucketResource bucket) {
        aws.s3().createBucket(b -> b.bucket(bucket.name()));
    }
}
