package openencoder.bench.crash;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.faults.Fault;
import openencoder.cloud.faults.FaultProxy;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.media.Sha256;

import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The emulated AWS of a campaign. Workers reach DynamoDB and S3 through proxies that make each call
 * last, so that short stages can be hit; the campaign itself looks past them.
 */
final class CrashFixture implements AutoCloseable {
    private static final Duration ROW_DELAY = Duration.ofMillis(100);
    private static final Duration OBJECT_DELAY = Duration.ofMillis(120);

    /** How films are ordered: through the API, or where there is none in its place. */
    interface Orders {
        /**
         * @param dest a prefix in the destination bucket
         * @return the job's number
         */
        long order(Film film, String dest) throws Exception;

        /**
         * @return whether the job is cancelled now; false if it is too late for that
         */
        boolean cancel(long job) throws Exception;
    }

    private final Map<String, String> environment;
    private final AwsClients aws;
    private final DynamoJobRepository jobs;
    private final String bucket;
    private final FaultProxy rows;
    private final FaultProxy objects;
    final Orders orders;

    /**
     * @param environment that of a worker, without delays
     */
    CrashFixture(Map<String, String> environment, Orders orders) {
        this.environment = environment;
        this.orders = orders;
        aws = new AwsClients(environment);
        jobs = new DynamoJobRepository(aws.dynamoDb(), new Tables(environment));
        bucket = environment.get("DESTINATION_BUCKET");
        rows = slow("AWS_ENDPOINT_URL_DYNAMODB", ROW_DELAY);
        objects = slow("AWS_ENDPOINT_URL_S3", OBJECT_DELAY);
    }

    private FaultProxy slow(String service, Duration delay) {
        var behind =
                new AwsEndpoint(
                        URI.create(environment.get(service)),
                        environment.get("AWS_REGION"),
                        environment.get("AWS_ACCESS_KEY_ID"),
                        environment.get("AWS_SECRET_ACCESS_KEY"));
        return FaultProxy.before(behind, 1).delayingBy(delay).strike(1, Fault.DELAY);
    }

    Map<String, String> workerEnvironment() {
        var delayed = new HashMap<>(environment);
        delayed.put("AWS_ENDPOINT_URL_DYNAMODB", rows.endpoint().uri().toString());
        delayed.put("AWS_ENDPOINT_URL_S3", objects.endpoint().uri().toString());
        return delayed;
    }

    Job job(long id) {
        return jobs.find(new JobId(id)).orElseThrow();
    }

    S3Client s3() {
        return aws.s3();
    }

    List<String> keys(String prefix) {
        return s3().listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    /** SHA-256 of every object under the prefix but manifests, by key. */
    Map<String, String> hashes(String prefix) {
        var hashes = new TreeMap<String, String>();
        for (var key : keys(prefix)) {
            if (key.startsWith(".openencoder/manifests/")) continue;
            var bytes = s3().getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArrayUnsafe();
            hashes.put(key, Sha256.of(bytes));
        }
        return hashes;
    }

    /** Keys of the multipart uploads that were begun and not ended. */
    List<String> uploads() {
        return s3().listMultipartUploadsPaginator(b -> b.bucket(bucket)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    /** What the sweeper does with unfinished uploads a day after they were begun. */
    int removeUploadsAsADayLater() {
        return new S3ObjectStore(aws).abortUploads(bucket, Instant.now());
    }

    @Override
    public void close() {
        rows.close();
        objects.close();
        aws.close();
    }
}
