package openencoder.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.aws.client.AwsClients;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.LocalObjectStore;
import openencoder.cloud.faults.Fault;
import openencoder.cloud.faults.FaultProxy;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.sweeper.Sweeper;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.SettableClock;
import openencoder.web.schedule.IncompletePass;
import openencoder.worker.agent.SteppedWorker;
import openencoder.worker.encode.Encoder;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Destinations that take nothing, and rights that are lost, at each step of a job's way. */
@Timeout(120)
class UnpublishableIT {
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int STEPS_OF_A_MINUTE = 12;
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final LocalObjectStore S3 = LocalObjectStore.temporary();
    private static final AtomicInteger buckets = new AtomicInteger();

    /** How far a job comes. */
    enum Stage {
        BEFORE_THE_ENCODE,
        BEFORE_THE_COMMIT,
        AFTER_THE_COMMIT
    }

    /** What is wrong, from the beginning or only once the film is encoded, and its end. */
    enum Trouble {
        A_BUCKET_THAT_IS_NOT_THERE(
                Stage.BEFORE_THE_ENCODE, "destination.not_found", "s3://nowhere-at-all/out/"),
        A_KEY_BELOW_A_FILE(
                Stage.BEFORE_THE_ENCODE, "destination.refused", "s3:///a.m3u8/film.m3u8") {
            @Override
            void begin(UnpublishableIT it) {
                it.put("a.m3u8");
            }
        },
        A_KEY_THAT_IS_A_FOLDER(Stage.BEFORE_THE_ENCODE, "destination.refused", "s3:///a.m3u8") {
            @Override
            void begin(UnpublishableIT it) {
                it.put("a.m3u8/b");
            }
        },
        A_KEY_WITH_AN_EMPTY_PART(Stage.BEFORE_THE_ENCODE, "destination.refused", "s3:///a//b.m3u8"),
        A_NAME_OF_300_BYTES(
                Stage.BEFORE_THE_ENCODE,
                "destination.refused",
                "s3:///" + "n".repeat(300) + "/f.m3u8"),
        NO_RIGHT_TO_WRITE(Stage.BEFORE_THE_ENCODE, "destination.forbidden", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CreateMultipartUpload", 403, "AccessDenied", 0);
            }
        },
        NO_ANSWER_BEFORE_THE_ENCODE(
                Stage.BEFORE_THE_ENCODE, "destination.unavailable", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CreateMultipartUpload", 503, "SlowDown", 0);
            }
        },
        NO_RIGHT_TO_STAGE(Stage.BEFORE_THE_COMMIT, "destination.forbidden", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("PutObject", 403, "AccessDenied", 1);
            }
        },
        A_BUCKET_REMOVED_WHILE_ENCODING(
                Stage.AFTER_THE_COMMIT, "destination.not_found", "s3://%s/out/") {
            @Override
            void afterTheEncode(UnpublishableIT it) {
                it.aws.s3().deleteBucket(b -> b.bucket(it.films));
            }

            @Override
            void mend(UnpublishableIT it) {
                it.aws.s3().createBucket(b -> b.bucket(it.films));
            }
        },
        A_FILE_PUT_IN_THE_WAY_WHILE_ENCODING(
                Stage.AFTER_THE_COMMIT, "destination.refused", "s3:///out/film.m3u8") {
            @Override
            void afterTheEncode(UnpublishableIT it) {
                it.put("out");
            }

            @Override
            void mend(UnpublishableIT it) {
                it.store.delete(new ObjectKey(it.destination, "out"));
            }
        },
        A_RIGHT_LOST_BEFORE_THE_LIST_IS_PUBLISHED(
                Stage.AFTER_THE_COMMIT, "destination.forbidden", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CreateMultipartUpload", 403, "AccessDenied", 1);
            }
        },
        A_RIGHT_LOST_BEFORE_THE_FIRST_FILE(
                Stage.AFTER_THE_COMMIT, "destination.forbidden", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CreateMultipartUpload", 403, "AccessDenied", 2);
            }
        },
        A_RIGHT_LOST_HALF_WAY(Stage.AFTER_THE_COMMIT, "destination.forbidden", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("UploadPartCopy", 403, "AccessDenied", 2);
            }
        },
        AN_OBJECT_LOCK_ON_THE_MAIN_FILE(
                Stage.AFTER_THE_COMMIT, "destination.forbidden", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CompleteMultipartUpload", 403, "AccessDenied", 3);
            }
        },
        A_KEY_THAT_IS_TOO_LONG(Stage.AFTER_THE_COMMIT, "destination.refused", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CompleteMultipartUpload", 400, "KeyTooLongError", 1);
            }
        },
        KEYS_THAT_ARE_OVER(Stage.AFTER_THE_COMMIT, "destination.unavailable", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("UploadPartCopy", 400, "ExpiredToken", 1);
            }
        },
        A_STORE_THAT_IS_DOWN(Stage.AFTER_THE_COMMIT, "destination.unavailable", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("UploadPartCopy", 503, "SlowDown", 1);
            }
        },
        A_STORE_THAT_FAILS_AT_THE_LAST(
                Stage.AFTER_THE_COMMIT, "destination.unavailable", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                it.proxy.refuse("CompleteMultipartUpload", 500, "InternalError", 3);
            }
        },
        CONNECTIONS_THAT_BREAK(Stage.AFTER_THE_COMMIT, "destination.unavailable", "s3:///out/") {
            @Override
            void begin(UnpublishableIT it) {
                for (var nth = 1; nth <= 300; nth++)
                    it.proxy.strike(nth, "UploadPartCopy", Fault.RESET);
            }
        };

        private final Stage stage;
        private final String code;
        private final String dest;

        Trouble(Stage stage, String code, String dest) {
            this.stage = stage;
            this.code = code;
            this.dest = dest;
        }

        void begin(UnpublishableIT it) {}

        void afterTheEncode(UnpublishableIT it) {}

        void mend(UnpublishableIT it) {
            it.proxy.heal();
        }
    }

    @TempDir Path folder;
    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryJobRepository jobs = new InMemoryJobRepository();
    private final InMemoryJobQueue deadLetters = new InMemoryJobQueue(clock);
    private final InMemoryJobQueue queue = new InMemoryJobQueue(clock, deadLetters);
    private final FaultProxy proxy = FaultProxy.before(S3.endpoint(), 1);
    private final AwsClients aws = new AwsClients(environment());
    private final S3ObjectStore store = new S3ObjectStore(aws);
    private final String source = bucket("source");
    private final String destination = bucket("destination");
    private final String films = bucket("films");
    private final TwoSegments encoder = new TwoSegments();
    private final Sweeper sweeper =
            new Sweeper(jobs, queue, deadLetters, store, destination, clock);
    private SteppedWorker worker;

    private Map<String, String> environment() {
        var s3 = proxy.endpoint();
        return Map.of(
                "AWS_REGION", s3.region(),
                "AWS_ENDPOINT_URL_S3", s3.uri().toString(),
                "AWS_ACCESS_KEY_ID", s3.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", s3.secretAccessKey());
    }

    private String bucket(String purpose) {
        var name = "unpublishable-" + purpose + "-" + buckets.incrementAndGet();
        aws.s3().createBucket(b -> b.bucket(name));
        return name;
    }

    @AfterAll
    static void stop() {
        S3.close();
    }

    @BeforeEach
    void begin() {
        var film = "a film".getBytes(StandardCharsets.UTF_8);
        store.write(new ObjectKey(source, "in/film.mov"), film, "video/mp4");
        worker =
                new SteppedWorker(
                        "w1",
                        Duration.ofSeconds(60),
                        new SteppedWorker.Around(
                                jobs,
                                queue,
                                store,
                                source,
                                destination,
                                encoder,
                                clock,
                                clock,
                                folder));
    }

    @AfterEach
    void close() {
        aws.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_job_ends_and_a_restart_publishes_what_was_encoded(Trouble trouble) {
        trouble.begin(this);
        encoder.then = work -> trouble.afterTheEncode(this);
        var id = submit(trouble.dest.formatted(films));

        var said = goOnUntilItEnds(id);

        assertThat(job(id).state())
                .isInstanceOfSatisfying(
                        JobState.Failed.class,
                        failed -> {
                            assertThat(failed.error().code()).isEqualTo(trouble.code);
                            assertThat(failed.error().message())
                                    .hasSizeGreaterThan(30)
                                    .doesNotContain("SDK Attempt");
                        });
        assertThat(said).allMatch(text -> text.length() > 30);
        assertThat(said.isEmpty()).isEqualTo(isDecidedAtOnce(trouble));
        assertThat(encoder.encodes > 0).isEqualTo(trouble.stage != Stage.BEFORE_THE_ENCODE);
        assertThat(job(id).commit().isPresent()).isEqualTo(trouble.stage == Stage.AFTER_THE_COMMIT);
        assertNothingIsLeftToDo();

        encoder.then = work -> {};
        trouble.mend(this);
        restart(id);
        goOnUntilItEnds(id);

        var isForGood = trouble.stage == Stage.BEFORE_THE_ENCODE && !trouble.dest.endsWith("out/");
        var isMended = !isForGood && trouble != Trouble.A_BUCKET_THAT_IS_NOT_THERE;
        assertThat(job(id).status()).isEqualTo(isMended ? JobStatus.COMPLETED : JobStatus.ERROR);
        if (trouble.stage == Stage.AFTER_THE_COMMIT) assertThat(encoder.encodes).isOne();
        if (isMended) assertPublished(job(id));
        assertNothingIsLeftToDo();
    }

    private static boolean isDecidedAtOnce(Trouble trouble) {
        return trouble.stage != Stage.AFTER_THE_COMMIT
                && !trouble.code.equals("destination.unavailable");
    }

    /** What the row said meanwhile. */
    private List<String> goOnUntilItEnds(JobId id) {
        var said = new ArrayList<String>();
        var end = clock.instant().plus(LONGEST);
        for (var step = 0; !(job(id).state() instanceof JobState.Ended); step++) {
            goOn(step);
            if (job(id).state() instanceof JobState.Waiting waiting)
                waiting.lastError().ifPresent(error -> said.add(error.message()));
            assertThat(clock.instant()).as("%s", job(id)).isBefore(end);
        }
        return said;
    }

    private void goOn(int step) {
        while (worker.runOnce()) {
            // a message more
        }
        if (step % STEPS_OF_A_MINUTE == 0) sweep();
        clock.tick(STEP);
    }

    private void sweep() {
        try {
            sweeper.sweep();
        } catch (IncompletePass _) {
            // the next one will
        }
    }

    /** No message, and nothing that the fleet would rent a machine for. */
    private void assertNothingIsLeftToDo() {
        for (var step = 0; step < 60 * STEPS_OF_A_MINUTE; step++) goOn(step);
        assertThat(queue.depth()).isEqualTo(new JobQueue.Depth(0, 0, 0));
        assertThat(deadLetters.depth()).isEqualTo(new JobQueue.Depth(0, 0, 0));
        jobs.counts()
                .forEach(
                        (status, count) -> {
                            if (status != JobStatus.ERROR && status != JobStatus.COMPLETED)
                                assertThat(count).as(status.wireName()).isZero();
                        });
    }

    private void assertPublished(Job job) {
        var outputs = job.outputs().in(destination);
        var keys =
                List.of(
                        outputs.main(),
                        outputs.publishedAt("film_00001.ts"),
                        outputs.publishedAt("film_00002.ts"));
        for (var key : keys) assertThat(store.head(key)).as("%s", key).isPresent();
        var staged = new ObjectKey(destination, MediaUri.RESERVED_PREFIX + "attempts/");
        assertThat(store.list(staged)).isEmpty();
    }

    private void put(String key) {
        store.write(new ObjectKey(destination, key), new byte[1], "text/plain");
    }

    private Job job(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    private JobId submit(String dest) {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", "film.m3u8"),
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", dest),
                        new UserId(1));
        var id = jobs.add(asked, clock.instant()).id();
        queue.send(id);
        return id;
    }

    private void restart(JobId id) {
        jobs.replace(job(id).restart(clock.instant())).orElseThrow();
        queue.send(id);
    }

    /** Makes a playlist and two segments. */
    private static final class TwoSegments implements Encoder {
        int encodes;
        Consumer<Work> then = work -> {};

        @Override
        public Probe probe(Path source) {
            return ScriptedEncoder.FILM;
        }

        @Override
        public List<MadeFile> encode(Work work, Listener listener) {
            encodes++;
            var made =
                    List.of(
                            file(work, work.task().main()),
                            file(work, "film_00001.ts"),
                            file(work, "film_00002.ts"));
            then.accept(work);
            return made;
        }

        private static MadeFile file(Work work, String name) {
            var path = work.outputs().resolve(name);
            try {
                Files.writeString(path, "#EXTM3U");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return new MadeFile(path, name, Optional.empty());
        }
    }
}
