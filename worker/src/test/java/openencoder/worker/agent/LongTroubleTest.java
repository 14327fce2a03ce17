package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.testing.ForwardingJobQueue;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trouble that lasts for minutes or hours, on a clock that is ticked. */
class LongTroubleTest {
    private static final String NO_ROUTE = "no route to host";
    private static final Duration BEAT = Duration.ofSeconds(20);

    @TempDir Path folder;
    private WorkerFixture world;
    private final FakeEncoder encoder = new FakeEncoder();
    private final FakeEncoder other = new FakeEncoder();

    @BeforeEach
    void begin() {
        world = new WorkerFixture(folder);
    }

    @Test
    void a_worker_cut_off_for_three_leases_stops_and_the_one_that_took_its_job_completes_it() {
        var id = world.submit();
        var network = new Network();
        world.jobs = network.before(JobRepository.class, world.rows);
        world.queue = network.before(JobQueue.class, world.messages);
        var lonely = world.worker("w1", encoder);
        world.jobs = world.rows;
        world.queue = world.messages;
        var second = world.worker("w2", other);
        encoder.during(
                _ -> {
                    network.isCut = true;
                    for (var t = Duration.ZERO;
                            t.compareTo(WorkerFixture.LEASE.multipliedBy(3)) < 0;
                            t = t.plus(BEAT)) {
                        world.clock.tick(BEAT);
                        lonely.lease.pulse();
                        lonely.lease.watch();
                    }
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    // both workers are on this thread, and the interrupt is for the first
                    Thread.interrupted();
                    second.runOnce();
                    Thread.currentThread().interrupt();
                });

        assertThatThrownBy(lonely::runOnce).hasMessage(NO_ROUTE);

        assertCompletedBy(id, 2);
        assertThat(other.encodes).isOne();
        network.isCut = false;
        lonely.runOnce();
        assertCompletedBy(id, 2);
    }

    @ParameterizedTest(name = "by {0} minutes")
    @ValueSource(ints = {-60, 60})
    void a_worker_whose_clock_is_wrong_changes_when_a_job_is_done_but_not_that(int minutes) {
        var id = world.submit();
        world.wall = () -> world.clock.instant().plus(Duration.ofMinutes(minutes));
        var wrong = world.worker("wrong", other);
        world.wall = world.clock;
        var right = world.worker("right", encoder);
        world.messages.send(id);
        encoder.during(_ -> wrong.runOnce());

        right.runOnce();

        for (var i = 0; i < 5 && !(world.job(id).state() instanceof JobState.Ended); i++) {
            world.clock.tick(Duration.ofMinutes(65));
            right.runOnce();
            wrong.runOnce();
        }
        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(((JobState.Completed) world.job(id).state()).result().attempt())
                .isEqualTo(world.job(id).attempt());
        assertThat(
                        world.store
                                .head(WorkerFixture.FILM)
                                .orElseThrow()
                                .publication()
                                .orElseThrow()
                                .attempt())
                .isEqualTo(world.job(id).attempt());
    }

    /** SQS hides a message for 12 hours in all, however often it is asked to. */
    @Test
    void an_encode_of_more_than_twelve_hours_keeps_its_job_though_its_message_comes_again() {
        var id = world.submit();
        var queue = new TwelveHours(world.messages);
        world.queue = queue;
        var first = world.worker("w1", encoder);
        var second = world.worker("w2", other);
        var deliveries = new ArrayList<Boolean>();
        encoder.during(
                _ -> {
                    for (var t = Duration.ZERO; t.toHours() < 13; t = t.plus(BEAT)) {
                        world.clock.tick(BEAT);
                        first.lease.pulse();
                        if (t.toHours() >= 12) deliveries.add(second.runOnce());
                    }
                });

        first.runOnce();

        assertThat(deliveries).contains(true);
        assertCompletedBy(id, 1);
        assertThat(other.encodes).isZero();
        world.clock.tick(Duration.ofHours(1));
        second.runOnce();
        assertThat(world.messages.depth().waiting() + world.messages.depth().inFlight()).isZero();
    }

    @Test
    void jobs_that_end_ffmpeg_or_their_worker_do_not_keep_others_from_their_work() {
        var jobs = List.of(world.submit(), world.submit(), world.submit(), world.submit());
        var crash = jobs.get(0);
        var killer = jobs.get(2);
        for (var i = 0; i < Job.MAX_TRIES; i++) {
            world.rows.replace(
                    world.job(killer).claim("dead", world.clock.instant(), WorkerFixture.LEASE));
            world.clock.tick(WorkerFixture.LEASE.plusSeconds(1));
        }
        var worker = world.worker("w1", encoder);
        encoder.during(
                _ -> {
                    if (worker.lease.job().id().equals(crash))
                        throw new EncodeFailure(
                                JobError.Kind.SETTINGS, "settings.encode_failed", "crash", "");
                });

        while (worker.runOnce()) world.clock.tick(Duration.ofSeconds(1));

        assertThat(jobs)
                .extracting(id -> world.job(id).status())
                .containsExactly(
                        JobStatus.ERROR, JobStatus.COMPLETED, JobStatus.ERROR, JobStatus.COMPLETED);
    }

    private void assertCompletedBy(JobId id, int attempt) {
        assertThat(world.job(id).status()).as("%s", world.job(id)).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(id).attempt()).isEqualTo(attempt);
        assertThat(world.staged()).isEmpty();
    }

    /** Between a worker and a service; once it is cut, every call fails. */
    private static final class Network {
        volatile boolean isCut;

        <T> T before(Class<T> port, T service) {
            return port.cast(
                    Proxy.newProxyInstance(
                            port.getClassLoader(),
                            new Class<?>[] {port},
                            (_, method, arguments) -> {
                                if (isCut) throw new IllegalStateException(NO_ROUTE);
                                try {
                                    return method.invoke(service, arguments);
                                } catch (InvocationTargetException failed) {
                                    throw failed.getCause();
                                }
                            }));
        }
    }

    private final class TwelveHours extends ForwardingJobQueue {
        private Instant received = Instant.MAX;

        TwelveHours(JobQueue queue) {
            super(queue);
        }

        @Override
        public Optional<Delivery> receive(Duration wait) {
            var delivery = queue.receive(wait);
            if (delivery.isPresent()) received = world.clock.instant();
            return delivery;
        }

        @Override
        public void extend(Delivery delivery, Duration hidden) {
            var end = world.clock.instant().plus(hidden);
            if (!end.isAfter(received.plus(Duration.ofHours(12)))) queue.extend(delivery, hidden);
        }
    }
}
