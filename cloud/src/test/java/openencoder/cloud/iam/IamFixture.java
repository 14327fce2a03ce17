package openencoder.cloud.iam;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.LocalDynamoDb;
import openencoder.cloud.aws.LocalObjectStore;
import openencoder.cloud.aws.LocalQueue;
import openencoder.cloud.iam.policy.MalformedPolicy;
import openencoder.cloud.iam.policy.Policy;
import openencoder.cloud.iam.signature.Credential;
import openencoder.testing.SettableClock;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The emulators with a few things in them, STS, the front, and the SDK's clients for it. */
final class IamFixture implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::000000000000:role/worker";
    private static final String OF_ROLE =
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*","Action":[
            "sqs:ReceiveMessage","sqs:DeleteMessage","sqs:ChangeMessageVisibility",
            "dynamodb:GetItem","dynamodb:PutItem",
            "s3:GetObject","s3:PutObject","s3:DeleteObject","s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts","s3:ListBucket"]}}\
            """;

    final SettableClock clock = new SettableClock(Clock.systemUTC().instant());
    final LocalObjectStore store = LocalObjectStore.temporary();
    private final LocalQueue queue = LocalQueue.inMemory();
    private final LocalDynamoDb tables = LocalDynamoDb.inMemory();
    private final Credential owner =
            Credential.lasting(store.endpoint().accessKeyId(), store.endpoint().secretAccessKey());
    private final SdkHttpClient http = Apache5HttpClient.builder().maxConnections(64).build();
    final LocalSts sts;
    final IamFront front;
    final String queueUrl;
    final String otherQueueUrl;

    IamFixture() {
        var sessions = new RoleSessions(clock);
        sts = LocalSts.start(sessions, owner, clock, new IamRole(ROLE, ofRole()));
        front =
                IamFront.before(
                        sessions,
                        owner,
                        clock,
                        store.endpoint(),
                        queue.endpoint(),
                        tables.endpoint());
        try (var s3 = s3(keys());
                var sqs = sqs(keys());
                var dynamoDb = dynamoDb(keys())) {
            for (var bucket : List.of("source", "destination", "other"))
                s3.createBucket(b -> b.bucket(bucket));
            queueUrl = sqs.createQueue(q -> q.queueName("jobs")).queueUrl();
            otherQueueUrl = sqs.createQueue(q -> q.queueName("other")).queueUrl();
            table(dynamoDb, "jobs");
            table(dynamoDb, "other");
        }
    }

    private static Policy ofRole() {
        try {
            return Policy.parse(OF_ROLE);
        } catch (MalformedPolicy malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static void table(DynamoDbClient dynamoDb, String name) {
        var pk = AttributeDefinition.builder().attributeName("pk").attributeType("S").build();
        var key = KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build();
        dynamoDb.createTable(
                t ->
                        t.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(pk)
                                .keySchema(key));
    }

    /** The owner's. */
    AwsCredentials keys() {
        return AwsBasicCredentials.create(owner.accessKeyId(), owner.secretAccessKey());
    }

    AwsSessionCredentials session(String policy) {
        var issued = assume(r -> r.policy(policy));
        return AwsSessionCredentials.create(
                issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    Credentials assume(Consumer<AssumeRoleRequest.Builder> more) {
        try (var client = sts(keys())) {
            return client.assumeRole(
                            r ->
                                    r.roleArn(ROLE)
                                            .roleSessionName("machine")
                                            .durationSeconds(900)
                                            .applyMutation(more))
                    .credentials();
        }
    }

    StsClient sts(AwsCredentials credentials) {
        return at(StsClient.builder().httpClient(http), sts.endpoint(), credentials).build();
    }

    S3Client s3(AwsCredentials credentials) {
        return s3(credentials, http);
    }

    S3Client s3(AwsCredentials credentials, SdkHttpClient client) {
        return at(S3Client.builder().httpClient(client), front.endpoint(), credentials)
                .forcePathStyle(true)
                .build();
    }

    SqsClient sqs(AwsCredentials credentials) {
        return at(SqsClient.builder().httpClient(http), front.endpoint(), credentials).build();
    }

    DynamoDbClient dynamoDb(AwsCredentials credentials) {
        return dynamoDb(credentials, http);
    }

    DynamoDbClient dynamoDb(AwsCredentials credentials, SdkHttpClient client) {
        return at(DynamoDbClient.builder().httpClient(client), front.endpoint(), credentials)
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(
            B builder, AwsEndpoint endpoint, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }

    @Override
    public void close() {
        front.close();
        sts.close();
        http.close();
        tables.close();
        queue.close();
        store.close();
    }
}
