package openencoder.emulators;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DynamoDB, SQS and S3 in memory with everything in them that the programs expect, for tests. The
 * tables and indexes are those of {@code template.yaml}.
 */
public final class EmulatedAws implements AutoCloseable {
    private static final String DEAD_AFTER = "10";
    private static final String HIDDEN_SECONDS = "60";

    private static EmulatedAws shared;

    private final LocalDynamoDb tables = LocalDynamoDb.inMemory();
    private final LocalQueue queues = LocalQueue.inMemory();
    private final LocalObjectStore objects = LocalObjectStore.temporary();
    private final DynamoDbClient dynamoDb = at(DynamoDbClient.builder(), tables.endpoint()).build();
    private final SqsClient sqs = at(SqsClient.builder(), queues.endpoint()).build();
    private final S3Client s3 =
            at(S3Client.builder(), objects.endpoint()).forcePathStyle(true).build();
    private final AtomicInteger environments = new AtomicInteger();

    private EmulatedAws() {}

    public static EmulatedAws start() {
        return new EmulatedAws();
    }

    /** The one of this JVM, started when first asked for and stopped with it. */
    public static synchronized EmulatedAws shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /**
     * What a program finds in its environment; the tables, queues and buckets are new and empty.
     */
    public Map<String, String> newEnvironment() {
        var suffix = "-" + environments.incrementAndGet();
        var environment = new HashMap<String, String>();
        environment.put("AWS_REGION", objects.endpoint().region());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().uri().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().uri().toString());
        environment.put("AWS_ENDPOINT_URL_S3", objects.endpoint().uri().toString());
        environment.put("AWS_ACCESS_KEY_ID", objects.endpoint().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", objects.endpoint().secretAccessKey());
        environment.put("USERS_TABLE", table(TableShapes.keyed("users" + suffix)));
        environment.put("JOBS_TABLE", table(TableShapes.jobs("jobs" + suffix)));
        environment.put("PRESETS_TABLE", table(TableShapes.keyed("presets" + suffix)));
        environment.put("WORKERS_TABLE", table(TableShapes.grouped("workers" + suffix)));
        environment.put("MACHINES_TABLE", table(TableShapes.grouped("machines" + suffix)));
        environment.put("COUNTERS_TABLE", table(TableShapes.keyed("counters" + suffix)));
        environment.put("LIMITS_TABLE", table(TableShapes.keyed("limits" + suffix)));
        environment.put("JOBS_QUEUE_URL", queue(suffix));
        environment.put("SOURCE_BUCKET", bucket("source" + suffix));
        environment.put("DESTINATION_BUCKET", bucket("destination" + suffix));
        environment.put("ARTIFACTS_BUCKET", bucket("artifacts" + suffix));
        return Map.copyOf(environment);
    }

    private String table(CreateTableRequest request) {
        dynamoDb.createTable(request);
        return request.tableName();
    }

    private String queue(String suffix) {
        var dead = sqs.createQueue(b -> b.queueName("jobs-dead" + suffix)).queueUrl();
        var arn =
                sqs.getQueueAttributes(
                                b -> b.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN);
        var redrive =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%s\"}"
                        .formatted(arn, DEAD_AFTER);
        return sqs.createQueue(
                        b ->
                                b.queueName("jobs" + suffix)
                                        .attributes(
                                                Map.of(
                                                        QueueAttributeName.VISIBILITY_TIMEOUT,
                                                        HIDDEN_SECONDS,
                                                        QueueAttributeName.REDRIVE_POLICY,
                                                        redrive)))
                .queueUrl();
    }

    private String bucket(String name) {
        s3.createBucket(b -> b.bucket(name));
        return name;
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(B builder, Endpoint endpoint) {
        var credentials =
                AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey());
        return builder.endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        dynamoDb.close();
        objects.close();
        queues.close();
        tables.close();
    }
}
