package openencoder.aws.client;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.xml.stream.XMLStreamException;

/**
 * The SDK's clients as the environment describes them, each made when first asked for, all on one
 * connection pool. The names are the SDK's own: {@code AWS_REGION}, {@code AWS_ENDPOINT_URL},
 * {@code AWS_ENDPOINT_URL_DYNAMODB}, {@code _SQS}, {@code _S3}, {@code _SECRETS_MANAGER}, {@code
 * _STS}, {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}.
 *
 * <p>Each call is tried three times at most, and no try waits for ever ({@link Timeouts}). A call
 * that still fails, or was answered with anything that is no expected outcome, throws the SDK's own
 * {@link software.amazon.awssdk.core.exception.SdkException}.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    // The longest silence of a healthy answer: a 20 s long poll, or S3 putting parts together.
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final Map<String, String> environment;
    private final Map<String, AwsCredentialsProvider> keys;
    private final List<ExecutionInterceptor> interceptors;
    private final Lazy<ConnectionPool> http = new Lazy<>(() -> new ConnectionPool(this::makeHttp));
    private final Lazy<DefaultCredentials> chain = new Lazy<>(DefaultCredentials::new);
    private final Lazy<DynamoDbClient> dynamoDb = new Lazy<>(this::makeDynamoDb);
    private final Lazy<SqsClient> sqs = new Lazy<>(this::makeSqs);
    private final Lazy<SecretsManagerClient> secrets = new Lazy<>(this::makeSecrets);
    private final Lazy<StsClient> sts = new Lazy<>(this::makeSts);
    private final Lazy<S3Client> s3 = new Lazy<>(this::makeS3);
    private final Lazy<S3Presigner> presigner = new Lazy<>(this::makePresigner);

    /**
     * @param interceptors see every call; for tests that count them or make them fail
     */
    public AwsClients(Map<String, String> environment, ExecutionInterceptor... interceptors) {
        this(environment, Map.of(), interceptors);
    }

    private AwsClients(
            Map<String, String> environment,
            Map<String, AwsCredentialsProvider> keys,
            ExecutionInterceptor... interceptors) {
        this.environment = environment;
        this.keys = keys;
        this.interceptors = List.of(interceptors);
    }

    /**
     * Clients with keys that change while they live: each call asks for those of its moment, and
     * fails with what the supplier throws.
     *
     * @param queue keys for SQS
     * @param data keys for DynamoDB and S3
     */
    public static AwsClients withKeys(
            Map<String, String> environment,
            Supplier<SessionKeys> queue,
            Supplier<SessionKeys> data,
            ExecutionInterceptor... interceptors) {
        return new AwsClients(
                environment,
                Map.of("SQS", of(queue), "DYNAMODB", of(data), "S3", of(data)),
                interceptors);
    }

    private static AwsCredentialsProvider of(Supplier<SessionKeys> keys) {
        return () -> {
            var now = keys.get();
            return AwsSessionCredentials.create(now.id(), now.secret(), now.token());
        };
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    /** The text of a secret in AWS Secrets Manager. */
    public String secret(String arn) {
        return secrets.get().getSecretValue(r -> r.secretId(arn)).secretString();
    }

    /** Gives a secret in AWS Secrets Manager another text, at once for all who read it then. */
    public void putSecret(String arn, String text) {
        secrets.get().putSecretValue(r -> r.secretId(arn).secretString(text));
    }

    public StsClient sts() {
        return sts.get();
    }

    public S3Client s3() {
        return s3.get();
    }

    public S3Presigner presigner() {
        return presigner.get();
    }

    /**
     * Closes every connection and forgets the credentials, before a snapshot of this process is
     * taken; the clients stay, and connect again when they are used.
     */
    public void disconnect() {
        http.ifMade(ConnectionPool::closeConnections);
        chain.ifMade(DefaultCredentials::forget);
    }

    /** Gets the credentials of a process that was restored from a snapshot. */
    public void reconnect() {
        chain.ifMade(DefaultCredentials::resolveCredentials);
    }

    @Override
    public void close() {
        Stream.of(presigner, s3, sts, sqs, secrets, dynamoDb, http, chain).forEach(Lazy::close);
    }

    private SdkHttpClient makeHttp() {
        var builder =
                Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE)
                        .maxConnections(64)
                        .tcpKeepAlive(true);
        if (isOverridden()) builder.proxyConfiguration(noProxy());
        return builder.build();
    }

    // An endpoint of one's own is on this machine or this network, where no proxy leads.
    private static ProxyConfiguration noProxy() {
        return ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build();
    }

    private DynamoDbClient makeDynamoDb() {
        var builder = DynamoDbClient.builder().httpClient(http.get());
        configure(builder, "DYNAMODB");
        return builder.build();
    }

    private SqsClient makeSqs() {
        var builder = SqsClient.builder().httpClient(http.get());
        configure(builder, "SQS");
        return builder.build();
    }

    private SecretsManagerClient makeSecrets() {
        var builder = SecretsManagerClient.builder().httpClient(http.get());
        configure(builder, "SECRETS_MANAGER");
        return builder.build();
    }

    private StsClient makeSts() {
        var builder = StsClient.builder().httpClient(http.get());
        configure(builder, "STS");
        return builder.build();
    }

    private S3Client makeS3() {
        var builder =
                S3Client.builder()
                        .httpClient(http.get())
                        .forcePathStyle(endpoint("S3").isPresent());
        configure(builder, "S3");
        return builder.build();
    }

    private S3Presigner makePresigner() {
        var style =
                S3Configuration.builder()
                        .pathStyleAccessEnabled(endpoint("S3").isPresent())
                        .build();
        var builder =
                S3Presigner.builder()
                        .serviceConfiguration(style)
                        .credentialsProvider(credentials("S3"));
        endpoint("S3").ifPresent(builder::endpointOverride);
        region().ifPresent(builder::region);
        return builder.build();
    }

    private void configure(AwsClientBuilder<?, ?> builder, String service) {
        builder.overrideConfiguration(
                o ->
                        o.retryStrategy(retries(service))
                                .apiCallTimeout(Timeouts.CALL)
                                .apiCallAttemptTimeout(Timeouts.TRY)
                                .executionInterceptors(interceptors));
        builder.credentialsProvider(credentials(service));
        endpoint(service).ifPresent(builder::endpointOverride);
        region().ifPresent(builder::region);
    }

    // An answer that breaks off in the middle of its XML is as good as none. The SDK thinks so,
    // too,
    // of everything but XML.
    private static RetryStrategy retries(String service) {
        var retries =
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .retryOnExceptionOrCauseInstanceOf(XMLStreamException.class);
        // S3 may refuse without a reason: the answer to a HEAD has no body.
        if (!service.equals("S3")) retries.retryOnException(AwsClients::isReasonLost);
        return retries.build();
    }

    // A refusal that broke off before it said why: a condition that failed looks like a mistake.
    private static boolean isReasonLost(Throwable failure) {
        return failure instanceof AwsServiceException refused
                && (refused.awsErrorDetails() == null
                        || refused.awsErrorDetails().errorCode() == null);
    }

    private Optional<Region> region() {
        return value("AWS_REGION").map(Region::of);
    }

    private Optional<URI> endpoint(String service) {
        return value("AWS_ENDPOINT_URL_" + service)
                .or(() -> value("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    private boolean isOverridden() {
        return Stream.of("DYNAMODB", "SQS", "S3").anyMatch(s -> endpoint(s).isPresent());
    }

    // On AWS the default chain it is, even where the environment holds keys: they may have been
    // renewed since, and a function restored from a snapshot has none in its environment.
    private AwsCredentialsProvider credentials(String service) {
        if (keys.containsKey(service)) return keys.get(service);
        if (isOverridden() && value("AWS_ACCESS_KEY_ID").isPresent())
            return StaticCredentialsProvider.create(givenCredentials());
        return chain.get();
    }

    private AwsCredentials givenCredentials() {
        var id = value("AWS_ACCESS_KEY_ID").orElseThrow();
        var secret =
                value("AWS_SECRET_ACCESS_KEY")
                        .orElseThrow(() -> new MissingVariable("AWS_SECRET_ACCESS_KEY"));
        return value("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
