package openencoder.cloud.aws;

import openencoder.cloud.template.TableResource;
import openencoder.cloud.template.Template;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DynamoDB, SQS and S3 with everything in them that the programs expect, for tests: in memory, or
 * wherever an {@link OutsideAws} says. The tables and indexes are those of {@code template.yaml}.
 */
public final class EmulatedAws implements AutoCloseable {
    private static final String DEAD_AFTER = "10";
    private static final String HIDDEN_SECONDS = "60";

    private static EmulatedAws shared;

    private final Template template = Template.ofTheProject();
    private final AwsEndpoint tables;
    private final AwsEndpoint queues;
    private final AwsEndpoint objects;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final S3Client s3;
    private final String mark;
    private final AtomicInteger environments = new AtomicInteger();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

    private EmulatedAws(AwsEndpoint tables, AwsEndpoint queues, AwsEndpoint objects, String mark) {
        this.tables = tables;
        this.queues = queues;
        this.objects = objects;
        this.mark = mark;
        dynamoDb = opened(tables.configure(DynamoDbClient.builder()).build());
        sqs = opened(queues.configure(SqsClient.builder()).build());
        s3 = opened(objects.configure(S3Client.builder()).forcePathStyle(true).build());
    }

    /** In memory. */
    public static EmulatedAws start() {
        var tables = LocalDynamoDb.inMemory();
        var queues = LocalQueue.inMemory();
        var objects = LocalObjectStore.temporary();
        var aws = new EmulatedAws(tables.endpoint(), queues.endpoint(), objects.endpoint(), "-");
        aws.toClose.addLast(objects);
        aws.toClose.addLast(queues);
        aws.toClose.addLast(tables);
        return aws;
    }

    /** All three at one address; what is made there carries a mark of its own, and stays. */
    static EmulatedAws at(AwsEndpoint place) {
        var mark = "-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        return new EmulatedAws(place, place, place, mark);
    }

    /**
     * The one of this JVM, started when first asked for and stopped with it: outside, if there is
     * an {@link OutsideAws}.
     */
    public static synchronized EmulatedAws shared() {
        if (shared == null) {
            shared =
                    ServiceLoader.load(OutsideAws.class)
                            .findFirst()
                            .map(outside -> at(outside.endpoint()))
                            .orElseGet(EmulatedAws::start);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /**
     * What a program finds in its environment; the tables, queues and buckets are new and empty.
     */
    public Map<String, String> newEnvironment() {
        var suffix = mark + environments.incrementAndGet();
        var environment = new HashMap<String, String>();
        environment.put("AWS_REGION", objects.region());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", queues.uri().toString());
        environment.put("AWS_ENDPOINT_URL_S3", objects.uri().toString());
        environment.put("AWS_ACCESS_KEY_ID", objects.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", objects.secretAccessKey());
        for (var table : template.tables())
            environment.put(
                    variable(table), new TableMaker(dynamoDb).make(table, name(table) + suffix));
        environment.put("JOBS_QUEUE_URL", queue(suffix));
        environment.put("SOURCE_BUCKET", bucket("source" + suffix));
        environment.put("DESTINATION_BUCKET", bucket("destination" + suffix));
        environment.put("ARTIFACTS_BUCKET", bucket("artifacts" + suffix));
        return Map.copyOf(environment);
    }

    /** Such as {@code JOBS_TABLE} of {@code JobsTable}. */
    private static String variable(TableResource table) {
        return name(table).toUpperCase(Locale.ROOT) + "_TABLE";
    }

    private static String name(TableResource table) {
        return table.id().replaceFirst("Table$", "").toLowerCase(Locale.ROOT);
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

    private <T extends AutoCloseable> T opened(T part) {
        toClose.addFirst(part);
        return part;
    }

    @Override
    public void close() {
        while (!toClose.isEmpty()) {
            try {
                toClose.removeFirst().close();
            } catch (Exception failed) {
                throw new IllegalStateException("An emulator does not stop", failed);
            }
        }
    }
}
