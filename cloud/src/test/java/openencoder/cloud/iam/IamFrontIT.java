package openencoder.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** What a machine may do with its sessions and what not, as the SDK sees it. */
class IamFrontIT {
    private static final String STAGED = ".openencoder/attempts/7-guid/1/";
    private static final String SOURCE = "in/a*.mp4";
    private static final String FILM = "out/film.mp4";

    private static IamFixture ground;
    private static S3Client ownersS3;
    private static SqsClient ownersSqs;
    private static DynamoDbClient ownersDynamoDb;
    private static S3Client s3;
    private static SqsClient sqs;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() {
        ground = new IamFixture();
        ownersS3 = ground.s3(ground.keys());
        ownersSqs = ground.sqs(ground.keys());
        ownersDynamoDb = ground.dynamoDb(ground.keys());
        var job = ground.session(SessionPolicies.JOB);
        s3 = ground.s3(job);
        dynamoDb = ground.dynamoDb(job);
        sqs = ground.sqs(ground.session(SessionPolicies.QUEUE));
        put(ownersS3, "source", SOURCE, "source");
        put(ownersS3, "source", "in/abc.mp4", "another's");
        put(ownersS3, "other", "film.mp4", "another's");
        put(ownersS3, "destination", "out/theirs.mp4", "another's");
        for (var job7 : new String[] {"7", "8"}) putRow(ownersDynamoDb, "jobs", job7);
        putRow(ownersDynamoDb, "other", "7");
    }

    @AfterAll
    static void stop() {
        for (var client :
                new AutoCloseable[] {ownersS3, ownersSqs, ownersDynamoDb, s3, sqs, dynamoDb})
            close(client);
        ground.close();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void a_job_reads_its_source() {
        assertThat(read(s3, "source", SOURCE)).isEqualTo("source");
        assertThat(s3.headObject(h -> h.bucket("source").key(SOURCE)).contentLength()).isEqualTo(6);
    }

    @Test
    void a_job_stages_lists_and_deletes_files() {
        put(s3, "destination", STAGED + "a ä+$.ts", "segment");

        assertThat(read(s3, "destination", STAGED + "a ä+$.ts")).isEqualTo("segment");
        assertThat(s3.listObjectsV2(l -> l.bucket("destination").prefix(STAGED)).contents())
                .extracting(S3Object::key)
                .contains(STAGED + "a ä+$.ts");
        s3.deleteObject(d -> d.bucket("destination").key(STAGED + "a ä+$.ts"));
        assertRefused(() -> read(s3, "destination", STAGED + "a ä+$.ts"), 403, "AccessDenied");
    }

    @Test
    void a_job_uploads_in_parts_and_publishes_by_conditional_copy() {
        var bytes = new byte[(5 << 20) + 7];
        new Random(7).nextBytes(bytes);
        upload(s3, STAGED + "film.mp4", bytes);

        var id = s3.createMultipartUpload(c -> c.bucket("destination").key(FILM)).uploadId();
        var part =
                s3.uploadPartCopy(
                                c ->
                                        c.sourceBucket("destination")
                                                .sourceKey(STAGED + "film.mp4")
                                                .destinationBucket("destination")
                                                .destinationKey(FILM)
                                                .uploadId(id)
                                                .partNumber(1))
                        .copyPartResult();
        s3.completeMultipartUpload(
                c ->
                        c.bucket("destination")
                                .key(FILM)
                                .uploadId(id)
                                .ifNoneMatch("*")
                                .multipartUpload(
                                        m ->
                                                m.parts(
                                                        CompletedPart.builder()
                                                                .partNumber(1)
                                                                .eTag(part.eTag())
                                                                .build())));

        assertThat(s3.getObjectAsBytes(g -> g.bucket("destination").key(FILM)).asByteArray())
                .isEqualTo(bytes);
        assertDenied(() -> s3.deleteObject(d -> d.bucket("destination").key(FILM)));
    }

    @Test
    void a_job_gives_up_an_upload() {
        var id =
                s3.createMultipartUpload(c -> c.bucket("destination").key(STAGED + "x")).uploadId();

        s3.abortMultipartUpload(a -> a.bucket("destination").key(STAGED + "x").uploadId(id));

        assertThat(ownersS3.listMultipartUploads(l -> l.bucket("destination")).uploads())
                .extracting(MultipartUpload::uploadId)
                .doesNotContain(id);
    }

    @Test
    void a_job_has_no_other_objects() {
        assertDenied(() -> read(s3, "source", "in/abc.mp4"));
        assertDenied(() -> read(s3, "other", "film.mp4"));
        assertDenied(() -> read(s3, "destination", "out/theirs.mp4"));
        assertDenied(() -> put(s3, "source", SOURCE, "changed"));
        assertDenied(() -> put(s3, "destination", "out/theirs.mp4", "changed"));
        assertDenied(() -> put(s3, "destination", STAGED + "../2/a.ts", "changed"));
        assertDenied(() -> s3.createMultipartUpload(c -> c.bucket("other").key("a")));
        assertThat(read(ownersS3, "destination", "out/theirs.mp4")).isEqualTo("another's");
        assertThat(read(ownersS3, "source", SOURCE)).isEqualTo("source");
    }

    @Test
    void a_copy_needs_both_its_ends() {
        assertDenied(() -> copy(s3, "other", "film.mp4", STAGED + "stolen"));
        assertDenied(() -> copy(s3, "source", SOURCE, "out/theirs.mp4"));
        copy(s3, "source", SOURCE, STAGED + "copy");

        assertThat(read(s3, "destination", STAGED + "copy")).isEqualTo("source");
    }

    @Test
    void a_job_lists_its_own_files_only() {
        assertDenied(() -> s3.listObjectsV2(l -> l.bucket("destination")));
        assertDenied(() -> s3.listObjectsV2(l -> l.bucket("destination").prefix("out/")));
        assertDenied(() -> s3.listObjectsV2(l -> l.bucket("source").prefix(STAGED)));
        assertDenied(() -> s3.listMultipartUploads(l -> l.bucket("destination")));
        assertDenied(() -> s3.listBuckets());
        assertDenied(() -> s3.createBucket(b -> b.bucket("mine")));
        assertDenied(() -> s3.getBucketAcl(b -> b.bucket("destination")));
    }

    @Test
    void a_delete_of_many_is_refused_for_one() {
        put(s3, "destination", STAGED + "1", "x");

        assertDenied(() -> deleteBoth(STAGED + "1", "out/theirs.mp4"));

        assertThat(read(s3, "destination", STAGED + "1")).isEqualTo("x");
        deleteBoth(STAGED + "1", STAGED + "2");
        assertThat(s3.listObjectsV2(l -> l.bucket("destination").prefix(STAGED + "1")).contents())
                .isEmpty();
    }

    private static void deleteBoth(String one, String other) {
        s3.deleteObjects(
                d ->
                        d.bucket("destination")
                                .delete(
                                        l ->
                                                l.objects(
                                                        ObjectIdentifier.builder().key(one).build(),
                                                        ObjectIdentifier.builder()
                                                                .key(other)
                                                                .build())));
    }

    @Test
    void absence_is_told_to_those_only_who_may_list_the_bucket() {
        assertRefused(() -> read(ownersS3, "destination", STAGED + "none"), 404, "NoSuchKey");
        assertDenied(() -> read(s3, "destination", STAGED + "none"));
        assertThatThrownBy(() -> s3.headObject(h -> h.bucket("destination").key(STAGED + "none")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    @Test
    void a_job_reads_and_writes_its_row_alone() {
        putRow(dynamoDb, "jobs", "7");
        assertThat(row(dynamoDb, "jobs", "7")).containsKey("pk");

        assertDenied(() -> row(dynamoDb, "jobs", "8"));
        assertDenied(() -> putRow(dynamoDb, "jobs", "8"));
        assertDenied(() -> row(dynamoDb, "other", "7"));
        assertDenied(() -> putRow(dynamoDb, "nowhere", "7"));
        assertDenied(() -> dynamoDb.scan(q -> q.tableName("jobs")));
        assertDenied(() -> dynamoDb.listTables());
        assertDenied(
                () -> dynamoDb.deleteItem(d -> d.tableName("jobs").key(Map.of("pk", text("7")))));
        var put = Put.builder().tableName("jobs").item(Map.of("pk", text("8"))).build();
        var write = TransactWriteItem.builder().put(put).build();
        assertDenied(() -> dynamoDb.transactWriteItems(t -> t.transactItems(write)));
        assertDenied(() -> dynamoDb.executeStatement(e -> e.statement("SELECT * FROM jobs")));
    }

    @Test
    void a_machine_takes_messages_and_no_more() {
        ownersSqs.sendMessage(m -> m.queueUrl(ground.queueUrl).messageBody("7"));

        var message =
                sqs.receiveMessage(
                                r ->
                                        r.queueUrl(ground.queueUrl)
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName.ALL))
                        .messages()
                        .getFirst();
        var receipt = message.receiptHandle();
        sqs.changeMessageVisibility(
                c -> c.queueUrl(ground.queueUrl).receiptHandle(receipt).visibilityTimeout(60));
        sqs.deleteMessage(d -> d.queueUrl(ground.queueUrl).receiptHandle(receipt));

        assertThat(message.body()).isEqualTo("7");
        assertDenied(() -> sqs.sendMessage(m -> m.queueUrl(ground.queueUrl).messageBody("8")));
        assertDenied(() -> sqs.purgeQueue(p -> p.queueUrl(ground.queueUrl)));
        assertDenied(() -> sqs.receiveMessage(r -> r.queueUrl(ground.otherQueueUrl)));
        assertDenied(() -> sqs.listQueues());
        assertDenied(() -> sqs.createQueue(c -> c.queueName("mine")));
    }

    @Test
    void one_session_is_not_good_for_what_the_other_is() {
        var job = ground.session(SessionPolicies.JOB);
        var queue = ground.session(SessionPolicies.QUEUE);
        try (var jobsSqs = ground.sqs(job);
                var queuesS3 = ground.s3(queue);
                var queuesDynamoDb = ground.dynamoDb(queue)) {
            assertDenied(() -> jobsSqs.receiveMessage(r -> r.queueUrl(ground.queueUrl)));
            assertDenied(() -> read(queuesS3, "source", SOURCE));
            assertDenied(() -> row(queuesDynamoDb, "jobs", "7"));
        }
    }

    @Test
    void a_session_has_no_more_than_its_role() {
        var all =
                "{\"Version\":\"2012-10-17\",\"Statement\":"
                        + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
        try (var client = ground.sqs(ground.session(all))) {
            client.receiveMessage(r -> r.queueUrl(ground.otherQueueUrl));
            assertDenied(() -> client.purgeQueue(p -> p.queueUrl(ground.otherQueueUrl)));
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_named_as_such_whatever_is_allowed() {
        assertRefused(
                () -> s3.createMultipartUpload(b -> b.bucket("nowhere-at-all").key(FILM)),
                404,
                "NoSuchBucket");
        assertRefused(
                () -> s3.createMultipartUpload(b -> b.bucket("other").key(FILM)),
                403,
                "AccessDenied");
    }

    @Test
    void a_session_of_another_address_is_denied_everything() {
        var elsewhere = SessionPolicies.JOB.replace("127.0.0.1", "203.0.113.9");
        try (var client = ground.s3(ground.session(elsewhere))) {
            assertDenied(() -> read(client, "source", SOURCE));
        }
    }

    @Test
    void keys_and_tokens_go_together() {
        var one = ground.session(SessionPolicies.JOB);
        var other = ground.session(SessionPolicies.JOB);
        var id = one.accessKeyId();
        var secret = one.secretAccessKey();
        assertKeysRefused(
                AwsSessionCredentials.create(id, secret, other.sessionToken()),
                "InvalidToken",
                "UnrecognizedClientException");
        assertKeysRefused(
                AwsSessionCredentials.create(id, other.secretAccessKey(), one.sessionToken()),
                "SignatureDoesNotMatch",
                "InvalidSignatureException");
        assertKeysRefused(
                AwsSessionCredentials.create("ASIA2222222222222222", secret, one.sessionToken()),
                "InvalidAccessKeyId",
                "UnrecognizedClientException");
        assertKeysRefused(
                AwsBasicCredentials.create(id, secret),
                "InvalidToken",
                "UnrecognizedClientException");
    }

    private static void assertKeysRefused(
            AwsCredentials keys, String codeOfS3, String codeOfDynamoDb) {
        try (var client = ground.s3(keys);
                var rows = ground.dynamoDb(keys);
                var queue = ground.sqs(keys)) {
            assertCode(() -> read(client, "source", SOURCE), codeOfS3);
            assertCode(() -> row(rows, "jobs", "7"), codeOfDynamoDb);
            assertCode(
                    () -> queue.receiveMessage(r -> r.queueUrl(ground.queueUrl)), codeOfDynamoDb);
        }
    }

    @Test
    void a_session_ends_and_says_so() {
        try (var own = new IamFixture()) {
            var job = own.session(SessionPolicies.JOB);
            try (var client = own.s3(job);
                    var rows = own.dynamoDb(job);
                    var queue = own.sqs(own.session(SessionPolicies.QUEUE))) {
                own.clock.tick(Duration.ofMinutes(20));

                assertRefused(() -> read(client, "source", SOURCE), 400, "ExpiredToken");
                assertRefused(() -> row(rows, "jobs", "7"), 400, "ExpiredTokenException");
                assertCode(
                        () -> queue.receiveMessage(r -> r.queueUrl(own.queueUrl)),
                        "ExpiredTokenException");
            }
        }
    }

    private static void upload(S3Client client, String key, byte[] bytes) {
        var id = client.createMultipartUpload(c -> c.bucket("destination").key(key)).uploadId();
        var part =
                client.uploadPart(
                        u -> u.bucket("destination").key(key).uploadId(id).partNumber(1),
                        RequestBody.fromBytes(bytes));
        var done = CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();
        assertThat(client.listParts(l -> l.bucket("destination").key(key).uploadId(id)).parts())
                .hasSize(1);
        client.completeMultipartUpload(
                c ->
                        c.bucket("destination")
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(m -> m.parts(done)));
    }

    private static void copy(S3Client client, String bucket, String key, String to) {
        client.copyObject(
                c ->
                        c.sourceBucket(bucket)
                                .sourceKey(key)
                                .destinationBucket("destination")
                                .destinationKey(to));
    }

    private static void put(S3Client client, String bucket, String key, String text) {
        client.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private static String read(S3Client client, String bucket, String key) {
        return client.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String();
    }

    private static void putRow(DynamoDbClient client, String table, String pk) {
        client.putItem(p -> p.tableName(table).item(Map.of("pk", text(pk))));
    }

    private static Map<String, AttributeValue> row(DynamoDbClient client, String table, String pk) {
        return client.getItem(g -> g.tableName(table).key(Map.of("pk", text(pk)))).item();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isIn("AccessDenied", "AccessDeniedException"));
    }

    private static void assertRefused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(status);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }

    private static void assertCode(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
