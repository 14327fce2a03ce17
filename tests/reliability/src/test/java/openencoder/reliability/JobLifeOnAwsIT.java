package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.media.ObjectKey;
import openencoder.testing.SettableClock;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The same on DynamoDB, SQS and S3. Messages stay hidden by the queue's clock here, so it is mostly
 * the sweeper that brings back those of dead workers.
 */
@Execution(ExecutionMode.CONCURRENT)
class JobLifeOnAwsIT {
    private static final int SEQUENCES = Integer.getInteger("model.it.sequences", 100);
    private static final int LANES = 2;

    @TempDir Path folder;

    static LongStream lanes() {
        return LongStream.range(0, LANES);
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void every_job_ends_and_its_outputs_are_those_of_one_attempt(long first) {
        for (var seed = first; seed < SEQUENCES; seed += LANES) {
            var environment = EmulatedAws.shared().newEnvironment();
            try (var aws = new AwsClients(environment)) {
                var source = environment.get("SOURCE_BUCKET");
                aws.s3()
                        .putObject(
                                p -> p.bucket(source).key(LifeFixture.FILM),
                                RequestBody.fromString("a film"));
                var queue = environment.get("JOBS_QUEUE_URL");
                var ground =
                        new LifeFixture(
                                // rows expire by the real time
                                new SettableClock(Instant.now()),
                                source,
                                environment.get("DESTINATION_BUCKET"),
                                new DynamoJobRepository(aws.dynamoDb(), new Tables(environment)),
                                new SqsJobQueue(aws, queue),
                                new SqsJobQueue(aws, queue.replace("/jobs-", "/jobs-dead-")),
                                new S3ObjectStore(aws),
                                key -> text(aws.s3(), key));

                var outcome = Sequence.random(seed).run(ground, Sequence.Subject.WHOLE, folder);

                assertThat(outcome.violation())
                        .withFailMessage("sequence %d: %s", seed, outcome)
                        .isEmpty();
            }
        }
    }

    private static Optional<String> text(S3Client s3, ObjectKey key) {
        try {
            var read = s3.getObjectAsBytes(g -> g.bucket(key.bucket()).key(key.key()));
            return Optional.of(read.asUtf8String());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }
}
