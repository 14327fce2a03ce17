package openencoder.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.job.IllegalJobMove;
import openencoder.job.JobId;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.sweeper.Sweeper;
import openencoder.testing.InMemoryJobQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A short campaign with each kind of blow: real workers, real signals, the real FFmpeg. */
@Timeout(400)
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path folder;
    private final Map<String, String> environment = EmulatedAws.shared().newEnvironment();
    private final AwsClients aws = new AwsClients(environment);
    private final DynamoJobRepository jobs =
            new DynamoJobRepository(aws.dynamoDb(), new Tables(environment));
    private final SqsJobQueue queue = SqsJobQueue.of(aws, environment);
    private final S3ObjectStore store = new S3ObjectStore(aws);
    private final ScheduledExecutorService timetable = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void uploadAndSweep() throws Exception {
        var source = new ObjectKey(environment.get("SOURCE_BUCKET"), "in/film.mkv");
        store.upload(Crash.source(folder, 3), source, "video/x-matroska", _ -> {});
        var sweeper =
                new Sweeper(
                        jobs,
                        queue,
                        new InMemoryJobQueue(InstantSource.system()),
                        store,
                        environment.get("DESTINATION_BUCKET"),
                        InstantSource.system());
        timetable.scheduleWithFixedDelay(sweeper::sweep, 1, 1, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws InterruptedException {
        timetable.shutdown();
        timetable.awaitTermination(10, TimeUnit.SECONDS);
        aws.close();
    }

    /** {@code bench/crash} does the same for SIGTERM and cancel, and for more of each. */
    @Test
    void whatever_happens_to_workers_and_jobs_nothing_is_lost_or_left_behind() throws Exception {
        var shape =
                new Campaign.Shape(
                        WorkerFault.KILL, WorkerFault.KILL.aims.size(), 3, 3, Film.of(480));
        var work = folder.resolve("work");
        try (var ground = new CrashFixture(environment, new PortOrders());
                var crew =
                        new WorkerFleet(ROOT, Crash.worker(ground, work), folder.resolve("logs"))) {

            var result = new Campaign(shape, ground, crew, work).run();

            assertThat(result.violations()).as("seed %d", shape.seed()).isEmpty();
            assertThat(result.landings()).hasSize(shape.blows());
            assertThat(result.landings()).extracting(Injection::stage).hasSizeGreaterThan(3);
        }
    }

    /** What the API does, without its functions. */
    private final class PortOrders implements CrashFixture.Orders {
        @Override
        public long order(Film film, String dest) {
            var asked =
                    new NewJob(
                            new PresetSnapshot(
                                    new PresetId(1), film.preset(), film.data(), film.output()),
                            MediaUri.parse("source", "s3:///in/film.mkv"),
                            MediaUri.parse("dest", dest),
                            new UserId(1));
            var id = jobs.add(asked, Instant.now()).id();
            queue.send(id);
            return id.value();
        }

        @Override
        public boolean cancel(long number) {
            try {
                while (jobs.replace(
                                jobs.find(new JobId(number)).orElseThrow().cancel(Instant.now()))
                        .isEmpty()) Thread.onSpinWait();
                return true;
            } catch (IllegalJobMove _) {
                return false;
            }
        }
    }
}
