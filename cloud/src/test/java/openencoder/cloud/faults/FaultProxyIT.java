package openencoder.cloud.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.LocalDynamoDb;
import openencoder.cloud.aws.LocalObjectStore;
import openencoder.cloud.aws.LocalQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every fault, as the real SDK sees it. */
class FaultProxyIT {
    private static final RetryStrategy ONCE = DefaultRetryStrategy.doNotRetry();
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final String TABLE = "films";
    private static final String BUCKET = "films";

    private static LocalDynamoDb tables;
    private static LocalQueue queue;
    private static LocalObjectStore store;

    @BeforeAll
    static void start() {
        tables = LocalDynamoDb.inMemory();
        queue = LocalQueue.inMemory();
        store = LocalObjectStore.temporary();
        try (var dynamoDb = dynamoDb(tables.endpoint(), ONCE);
                var s3 = s3(store.endpoint(), ONCE)) {
            var id = AttributeDefinition.builder().attributeName("id").attributeType("S").build();
            var key = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();
            dynamoDb.createTable(
                    t ->
                            t.tableName(TABLE)
                                    .billingMode(BillingMode.PAY_PER_REQUEST)
                                    .attributeDefinitions(id)
                                    .keySchema(key));
            s3.createBucket(b -> b.bucket(BUCKET));
        }
    }

    @AfterAll
    static void stop() {
        store.close();
        queue.close();
        tables.close();
    }

    @Test
    void without_a_fault_nothing_is_changed_and_calls_are_counted() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            for (var i = 0; i < 20; i++) put(dynamoDb, "plain" + i);

            assertThat(isThere(dynamoDb, "plain19")).isTrue();
            assertThat(proxy.calls("PutItem")).isEqualTo(20);
            assertThat(proxy.calls("GetItem")).isEqualTo(1);
        }
    }

    @Test
    void a_delayed_call_comes_through_late() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.delayingBy(Duration.ofMillis(300)).strike(1, "PutItem", Fault.DELAY);
            var began = System.nanoTime();

            put(dynamoDb, "late");

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(isThere("late")).isTrue();
        }
    }

    @Test
    void a_dropped_call_is_not_carried_out_and_its_caller_waits_in_vain() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(1, "PutItem", Fault.DROP);

            assertThatThrownBy(() -> put(dynamoDb, "dropped"))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("Read timed out");
            assertThat(isThere("dropped")).isFalse();
        }
    }

    @Test
    void a_duplicated_call_is_carried_out_twice_and_answered_once() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(1, "PutItem", Fault.DUPLICATE);

            assertThatThrownBy(() -> putNew(dynamoDb, "twice"))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(isThere("twice")).isTrue();
        }
    }

    @Test
    void a_duplicated_message_is_in_the_queue_twice() {
        try (var proxy = FaultProxy.before(queue.endpoint(), 1);
                var sqs = sqs(proxy.endpoint(), ONCE)) {
            var url = queueUrl(sqs, "duplicates");
            proxy.strike(1, "SendMessage", Fault.DUPLICATE);

            sqs.sendMessage(m -> m.queueUrl(url).messageBody("film"));

            var received = sqs.receiveMessage(m -> m.queueUrl(url).maxNumberOfMessages(10));
            assertThat(received.messages()).hasSize(2);
        }
    }

    @Test
    void a_reset_call_is_not_carried_out() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(1, "PutItem", Fault.RESET);

            assertThatThrownBy(() -> put(dynamoDb, "reset")).isInstanceOf(SdkClientException.class);
            assertThat(isThere("reset")).isFalse();
        }
    }

    @Test
    void a_call_with_a_cut_answer_is_carried_out_and_its_caller_does_not_know() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(1, "PutItem", Fault.CUT);

            assertThatThrownBy(() -> put(dynamoDb, "cut")).isInstanceOf(SdkClientException.class);
            assertThat(isThere("cut")).isTrue();
        }
    }

    @Test
    void dynamodb_refuses_in_its_own_words() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 1);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(1, "PutItem", Fault.THROTTLE)
                    .strike(2, "PutItem", Fault.ERROR)
                    .strike(3, "PutItem", Fault.UNAVAILABLE);

            assertThatThrownBy(() -> put(dynamoDb, "refused"))
                    .isInstanceOf(ProvisionedThroughputExceededException.class)
                    .satisfies(FaultProxyIT::isThrottling);
            assertThatThrownBy(() -> put(dynamoDb, "refused"))
                    .isInstanceOf(InternalServerErrorException.class);
            assertThatThrownBy(() -> put(dynamoDb, "refused")).satisfies(e -> hasStatus(e, 503));
            assertThat(isThere("refused")).isFalse();
        }
    }

    @Test
    void sqs_refuses_in_its_own_words() {
        try (var proxy = FaultProxy.before(queue.endpoint(), 1);
                var sqs = sqs(proxy.endpoint(), ONCE)) {
            var url = queueUrl(sqs, "refusals");
            proxy.strike(1, "SendMessage", Fault.THROTTLE)
                    .strike(2, "SendMessage", Fault.ERROR)
                    .strike(3, "SendMessage", Fault.UNAVAILABLE);

            assertThatThrownBy(() -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("film")))
                    .isInstanceOf(RequestThrottledException.class)
                    .satisfies(FaultProxyIT::isThrottling);
            assertThatThrownBy(() -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("film")))
                    .satisfies(e -> hasStatus(e, 500));
            assertThatThrownBy(() -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("film")))
                    .satisfies(e -> hasStatus(e, 503));
            assertThat(sqs.receiveMessage(m -> m.queueUrl(url)).messages()).isEmpty();
        }
    }

    @Test
    void s3_refuses_in_its_own_words() {
        try (var proxy = FaultProxy.before(store.endpoint(), 1);
                var s3 = s3(proxy.endpoint(), ONCE)) {
            proxy.strike(1, "PutObject", Fault.THROTTLE)
                    .strike(2, "PutObject", Fault.ERROR)
                    .strike(1, "HeadObject", Fault.UNAVAILABLE);

            assertThatThrownBy(() -> put(s3, "refused"))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown"));
            assertThatThrownBy(() -> put(s3, "refused"))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e ->
                                    assertThat(e.awsErrorDetails().errorCode())
                                            .isEqualTo("InternalError"));
            assertThatThrownBy(() -> s3.headObject(h -> h.bucket(BUCKET).key("refused")))
                    .satisfies(e -> hasStatus(e, 503));
            put(s3, "refused");
            s3.headObject(h -> h.bucket(BUCKET).key("refused"));
        }
    }

    @Test
    void an_upload_in_large_parts_keeps_its_signature_and_its_bytes() {
        var part = new byte[8 << 20];
        new Random(7).nextBytes(part);
        try (var proxy = FaultProxy.before(store.endpoint(), 1);
                var s3 = s3(proxy.endpoint(), ONCE)) {
            proxy.strike(2, "UploadPart", Fault.DUPLICATE);
            var upload = s3.createMultipartUpload(u -> u.bucket(BUCKET).key("large")).uploadId();
            var parts = new ArrayList<CompletedPart>();
            for (var number = 1; number <= 3; number++) {
                var n = number;
                var etag =
                        s3.uploadPart(
                                        u ->
                                                u.bucket(BUCKET)
                                                        .key("large")
                                                        .uploadId(upload)
                                                        .partNumber(n),
                                        RequestBody.fromBytes(part))
                                .eTag();
                parts.add(CompletedPart.builder().partNumber(n).eTag(etag).build());
            }
            s3.completeMultipartUpload(
                    u ->
                            u.bucket(BUCKET)
                                    .key("large")
                                    .uploadId(upload)
                                    .multipartUpload(m -> m.parts(parts)));

            var read = s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("large")).asByteArray();

            assertThat(read).hasSize(3 * part.length).startsWith(part).endsWith(part);
            assertThat(proxy.calls("UploadPart")).isEqualTo(3);
            assertThat(proxy.calls("CompleteMultipartUpload")).isEqualTo(1);
            assertThat(proxy.made(Fault.DUPLICATE)).isEqualTo(1);
        }
    }

    @Test
    void a_download_that_is_cut_is_noticed() {
        try (var proxy = FaultProxy.before(store.endpoint(), 1);
                var s3 = s3(proxy.endpoint(), ONCE)) {
            put(s3, "cut");
            proxy.strike(1, "GetObject", Fault.CUT);

            assertThatThrownBy(() -> s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("cut")))
                    .isInstanceOf(SdkException.class);
        }
    }

    @Test
    void it_tells_what_became_of_each_call_also_when_its_caller_does_not_know() {
        var reports = new ConcurrentLinkedQueue<CallReport>();
        try (var proxy = FaultProxy.before(tables.endpoint(), 1).reportingTo(reports::add);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(2, "PutItem", Fault.RESET)
                    .strike(3, "PutItem", Fault.CUT)
                    .strike(4, "PutItem", Fault.DUPLICATE);

            putNew(dynamoDb, "told");
            for (var i = 0; i < 3; i++)
                assertThatThrownBy(() -> putNew(dynamoDb, "told")).isInstanceOf(SdkException.class);
        }
        assertThat(reports)
                .extracting(CallReport::fault, CallReport::answers)
                .containsExactly(
                        tuple(Optional.empty(), List.of(200)),
                        tuple(Optional.of(Fault.RESET), List.of()),
                        tuple(Optional.of(Fault.CUT), List.of(400)),
                        tuple(Optional.of(Fault.DUPLICATE), List.of(400, 400)));
    }

    @Test
    void a_rate_strikes_that_part_of_the_calls_and_the_same_ones_for_the_same_seed() {
        var first = refusedOf(200, 42);

        assertThat(first).hasSizeBetween(40, 80);
        assertThat(refusedOf(200, 42)).isEqualTo(first);
        assertThat(refusedOf(200, 43)).isNotEqualTo(first);
    }

    @Test
    void the_sdk_gets_through_a_bad_network_by_trying_again() {
        try (var proxy = FaultProxy.before(tables.endpoint(), 5);
                var dynamoDb =
                        dynamoDb(
                                proxy.endpoint(),
                                DefaultRetryStrategy.standardStrategyBuilder()
                                        .maxAttempts(8)
                                        .build())) {
            proxy.strike(0.3, Fault.RESET, Fault.CUT, Fault.ERROR, Fault.UNAVAILABLE);
            for (var i = 0; i < 30; i++) put(dynamoDb, "bad" + i);
            var broken = proxy.calls("PutItem") - 30;
            proxy.heal();

            for (var i = 0; i < 30; i++) assertThat(isThere(dynamoDb, "bad" + i)).isTrue();
            assertThat(broken).isPositive();
        }
    }

    private static List<Integer> refusedOf(int calls, long seed) {
        var refused = new ArrayList<Integer>();
        try (var proxy = FaultProxy.before(tables.endpoint(), seed);
                var dynamoDb = dynamoDb(proxy.endpoint(), ONCE)) {
            proxy.strike(0.3, Fault.THROTTLE);
            for (var i = 0; i < calls; i++) {
                try {
                    isThere(dynamoDb, "any");
                } catch (ProvisionedThroughputExceededException _) {
                    refused.add(i);
                }
            }
            assertThat(proxy.made(Fault.THROTTLE)).isEqualTo(refused.size());
        }
        return refused;
    }

    private static void put(DynamoDbClient dynamoDb, String id) {
        dynamoDb.putItem(p -> p.tableName(TABLE).item(key(id)));
    }

    private static void putNew(DynamoDbClient dynamoDb, String id) {
        dynamoDb.putItem(
                p ->
                        p.tableName(TABLE)
                                .item(key(id))
                                .conditionExpression("attribute_not_exists(id)"));
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromBytes(new byte[100_000]));
    }

    private static boolean isThere(String id) {
        try (var direct = dynamoDb(tables.endpoint(), ONCE)) {
            return isThere(direct, id);
        }
    }

    private static boolean isThere(DynamoDbClient dynamoDb, String id) {
        return dynamoDb.getItem(g -> g.tableName(TABLE).key(key(id))).hasItem();
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static String queueUrl(SqsClient sqs, String name) {
        return sqs.createQueue(q -> q.queueName(name)).queueUrl();
    }

    private static void isThrottling(Throwable failure) {
        assertThat(((AwsServiceException) failure).isThrottlingException()).isTrue();
    }

    private static void hasStatus(Throwable failure, int status) {
        assertThat(((AwsServiceException) failure).statusCode()).isEqualTo(status);
    }

    private static DynamoDbClient dynamoDb(AwsEndpoint endpoint, RetryStrategy retries) {
        return built(DynamoDbClient.builder().httpClient(http()), endpoint, retries);
    }

    private static SqsClient sqs(AwsEndpoint endpoint, RetryStrategy retries) {
        return built(SqsClient.builder().httpClient(http()), endpoint, retries);
    }

    private static S3Client s3(AwsEndpoint endpoint, RetryStrategy retries) {
        return built(S3Client.builder().httpClient(http()).forcePathStyle(true), endpoint, retries);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C built(
            B builder, AwsEndpoint endpoint, RetryStrategy retries) {
        var keys = AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey());
        return builder.endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .overrideConfiguration(o -> o.retryStrategy(retries))
                .build();
    }

    private static SdkHttpClient http() {
        return Apache5HttpClient.builder().socketTimeout(TIMEOUT).build();
    }
}
