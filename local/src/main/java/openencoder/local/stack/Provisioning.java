package openencoder.local.stack;

import openencoder.aws.client.AwsClients;
import openencoder.cloud.aws.TableMaker;
import openencoder.cloud.template.BucketResource;
import openencoder.cloud.template.QueueResource;
import openencoder.cloud.template.TableResource;
import openencoder.cloud.template.Template;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.HashMap;
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
        var maker = new TableMaker(aws.dynamoDb());
        maker.make(table, table.name());
        maker.expire(table);
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
