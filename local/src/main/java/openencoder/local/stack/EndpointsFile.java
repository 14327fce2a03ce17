package openencoder.local.stack;

import openencoder.local.folder.Folders;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code endpoints.json}: where everything answers, for scripts and tests. */
final class EndpointsFile {

    /**
     * What the file says.
     *
     * @param token of the stack's own user, for commands on this machine
     */
    record Endpoints(
            String api,
            String token,
            DynamoDb dynamodb,
            Sqs sqs,
            S3 s3,
            DigitalOcean digitalocean,
            Iam iam,
            List<Worker> workers) {

        Endpoints withWorkers(List<Worker> current) {
            return new Endpoints(api, token, dynamodb, sqs, s3, digitalocean, iam, current);
        }

        Endpoints withToken(String current) {
            return new Endpoints(api, current, dynamodb, sqs, s3, digitalocean, iam, workers);
        }
    }

    /**
     * @param tables names by resource, such as {@code jobs}
     */
    record DynamoDb(String endpoint, Map<String, String> tables) {}

    record Sqs(String endpoint, String queueUrl, String deadLetterQueueUrl) {}

    record S3(
            String endpoint,
            String accessKeyId,
            String secretAccessKey,
            String sourceBucket,
            String destinationBucket) {}

    record DigitalOcean(String endpoint, String token) {}

    /**
     * @param sts where sessions are given out
     * @param front where S3, SQS and DynamoDB hold a session to its rights
     */
    record Iam(String sts, String front) {}

    record Worker(String id, long pid) {}

    public static final String NAME = "endpoints.json";

    private final Path file;
    private Endpoints last;

    EndpointsFile(Path data) {
        this.file = data.resolve(NAME);
    }

    synchronized void write(Endpoints endpoints) {
        last = endpoints;
        var json = JsonMapper.shared().writerWithDefaultPrettyPrinter();
        Folders.write(file, json.writeValueAsBytes(endpoints), true);
    }

    synchronized void workersAre(List<Worker> current) {
        if (last != null) write(last.withWorkers(current));
    }

    synchronized void tokenIs(String current) {
        if (last != null) write(last.withToken(current));
    }

    synchronized void remove() {
        last = null;
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
