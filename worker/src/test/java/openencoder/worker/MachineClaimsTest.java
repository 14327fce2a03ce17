package openencoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobStatus;
import openencoder.media.ObjectKey;
import openencoder.testing.ForwardingJobQueue;
import openencoder.testing.ForwardingJobRepository;
import openencoder.testing.ForwardingObjectStore;
import openencoder.worker.World.TestWorker;
import openencoder.worker.rented.ApiRefusal;
import openencoder.worker.rented.ApiSilence;
import openencoder.worker.rented.ApiTwin;
import openencoder.worker.rented.ApiTwin.Reply;
import openencoder.worker.rented.MachineApi;
import openencoder.worker.rented.Tenancies;
import openencoder.worker.rented.Tenancy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A worker on a rented machine: the API claims for it, and it works with what it is given. */
@Timeout(30)
class MachineClaimsTest {
    @TempDir Path folder;
    private World world;
    private Tenancy tenancy;
    private final ApiTwin twin = new ApiTwin();
    private final FakeEncoder encoder = new FakeEncoder();
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new World(folder);
        tenancy = Tenancies.begun(folder, world.clock);
        world.jobs = new WatchedJobs();
        world.objects = new WatchedStore();
        var api = new MachineApi(twin.url(), _ -> {});
        var me = new Agent.Identity("m-1", World.LEASE);
        world.claims = Optional.of(new MachineClaims(api, tenancy, world.jobs, me));
        world.listeners = who -> new MachineBeats(api, tenancy, who);
        twin.answers(ApiTwin.BEAT, ApiTwin.heard(false));
        twin.answers(ApiTwin.CLAIMS, this::claim);
    }

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void a_job_that_the_api_claimed_becomes_a_film() {
        var id = world.submit();

        worker().runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.store.bytes(World.FILM)).isPresent();
        assertNoMessages();
    }

    @Test
    void every_call_for_a_job_is_made_with_the_keys_of_that_job() {
        var a = world.submit();
        var b = world.submit();
        var worker = worker();

        worker.runOnce();
        worker.runOnce();

        assertThat(world.job(a).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(b).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(calls).contains("row 1 with keys-1", "row 2 with keys-2");
        assertThat(calls).filteredOn(call -> call.startsWith("row 1")).allMatch(with("keys-1"));
        assertThat(calls).filteredOn(call -> call.startsWith("row 2")).allMatch(with("keys-2"));
        var firstOfB = calls.indexOf("row 2 with keys-2");
        assertThat(calls.subList(0, firstOfB)).isNotEmpty().allMatch(with("keys-1"));
        assertThat(calls.subList(firstOfB, calls.size())).allMatch(with("keys-2"));
        assertThat(calls).anyMatch(call -> call.startsWith("object"));
    }

    @Test
    void a_settled_jobs_message_is_deleted() {
        world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.json(Map.of("outcome", "settled")));

        worker().runOnce();

        assertNoMessages();
        assertThat(calls).isEmpty();
    }

    @Test
    void a_message_that_is_put_off_comes_again_when_the_job_may_be_free() {
        world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.json(Map.of("outcome", "put_off", "seconds", 33)));
        var worker = worker();
        worker.runOnce();

        world.clock.tick(Duration.ofSeconds(33));
        assertThat(worker.runOnce()).isFalse();
        world.clock.tick(Duration.ofSeconds(2));
        assertThat(worker.runOnce()).isTrue();
    }

    @Test
    void a_message_that_is_to_be_released_is_there_for_others_at_once() {
        var id = world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.json(Map.of("outcome", "release")));

        worker().runOnce();

        assertThat(world.messages.receive(Duration.ZERO).orElseThrow().job()).isEqualTo(id);
    }

    @Test
    void a_machine_that_is_known_no_longer_gives_the_message_back() {
        var id = world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.problem(401, "machine.session_refused"));

        worker().runOnce();

        assertThat(world.messages.receive(Duration.ZERO).orElseThrow().job()).isEqualTo(id);
    }

    @Test
    void a_claim_without_an_answer_leaves_the_message_to_come_again() {
        world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.silence());
        assertThatThrownBy(() -> worker().runOnce()).isInstanceOf(ApiSilence.class);
        assertThat(world.messages.depth().inFlight()).isOne();

        twin.answers(ApiTwin.CLAIMS, ApiTwin.problem(403, "machine.other"));
        world.clock.tick(Duration.ofHours(1));
        assertThatThrownBy(() -> worker().runOnce()).isInstanceOf(ApiRefusal.class);
        assertThat(world.messages.depth().inFlight()).isOne();
    }

    @Test
    void a_job_that_was_cancelled_since_the_claim_is_not_worked_on() {
        var id = world.submit();
        twin.answers(
                ApiTwin.CLAIMS,
                request -> {
                    var answer = claim(request);
                    world.rows.replace(world.job(id).cancel(world.clock.instant()));
                    return answer;
                });

        worker().runOnce();

        assertThat(encoder.encodes).isZero();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertNoMessages();
        assertThatThrownBy(tenancy::jobKeys).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_job_that_another_has_by_now_is_put_off() {
        var id = world.submit();
        twin.answers(
                ApiTwin.CLAIMS,
                request -> {
                    var answer = claim(request);
                    var later = world.clock.instant().plus(World.LEASE);
                    world.rows.replace(world.job(id).claim("other", later, World.LEASE));
                    return answer;
                });

        worker().runOnce();

        assertThat(encoder.encodes).isZero();
        assertThat(world.job(id).attempt()).isEqualTo(2);
        assertThat(world.messages.depth().inFlight()).isOne();
    }

    @Test
    void told_to_drain_while_a_message_arrives_it_gives_the_message_back() {
        var id = world.submit();
        var workers = new ArrayList<TestWorker>();
        world.queue =
                new ForwardingJobQueue(world.messages) {
                    @Override
                    public Optional<JobQueue.Delivery> receive(Duration wait) {
                        var delivery = queue.receive(wait);
                        workers.getFirst().agent.drain();
                        return delivery;
                    }
                };
        workers.add(worker());

        workers.getFirst().agent.run();

        assertThat(twin.requests(ApiTwin.CLAIMS)).isEmpty();
        assertThat(world.messages.receive(Duration.ZERO).orElseThrow().job()).isEqualTo(id);
    }

    @Test
    void told_to_drain_while_the_api_claims_it_finishes_that_job_and_takes_no_other() {
        var first = world.submit();
        var second = world.submit();
        var worker = worker();
        twin.answers(
                ApiTwin.CLAIMS,
                request -> {
                    worker.agent.drain();
                    return claim(request);
                });

        worker.agent.run();

        assertThat(world.job(first).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(second).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(world.messages.receive(Duration.ZERO).orElseThrow().job()).isEqualTo(second);
    }

    @Test
    void told_to_drain_while_it_encodes_it_finishes_that_job() {
        var id = world.submit();
        world.submit();
        var worker = worker();
        encoder.during(_ -> worker.agent.drain());

        worker.agent.run();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(encoder.encodes).isOne();
    }

    @Test
    void a_forsaken_worker_stops_at_once_and_leaves_the_job_to_its_lease() {
        var id = world.submit();
        var worker = worker();
        encoder.during(_ -> worker.agent.forsake());

        worker.agent.run();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.ENCODING);
        assertThat(world.store.bytes(World.FILM)).isEmpty();
    }

    @Test
    void a_lost_attempt_is_stopped_and_the_worker_goes_on_with_the_next_job() {
        var id = world.submit();
        var worker = worker();
        encoder.during(_ -> worker.agent.lose(id, 1));
        worker.runOnce();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.ENCODING);

        encoder.during(_ -> worker.agent.lose(id, 1));
        world.clock.tick(World.LEASE);
        while (worker.runOnce()) {}

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(id).attempt()).isEqualTo(2);
    }

    @Test
    void when_its_keys_end_before_the_job_another_attempt_is_made_with_new_ones() {
        var id = world.submit();
        var worker = worker();
        encoder.during(_ -> world.clock.tick(Duration.ofSeconds(900)));
        worker.runOnce();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.ENCODING);
        assertThat(world.store.bytes(World.FILM)).isEmpty();

        encoder.during(_ -> {});
        worker.runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(id).attempt()).isEqualTo(2);
    }

    private TestWorker worker() {
        return world.worker("m-1", encoder);
    }

    /** As the API does it, with keys that are named after the job. */
    private Reply claim(ApiTwin.Request request) {
        var id = new JobId(request.body().path("job").asLong());
        var now = world.clock.instant();
        var claimed = world.rows.replace(world.job(id).claim("m-1", now, World.LEASE));
        return ApiTwin.claimed(claimed.orElseThrow().attempt(), "keys-" + id, now.plusSeconds(900));
    }

    private void assertNoMessages() {
        assertThat(world.messages.depth())
                .isEqualTo(new JobQueue.Depth(0, 0, world.messages.depth().dead()));
    }

    private static Predicate<String> with(String keys) {
        return call -> call.endsWith(" with " + keys);
    }

    /** As AWS does with keys that are over: refuses. */
    private String keys() {
        var keys = tenancy.jobKeys();
        if (world.clock.instant().isBefore(keys.expires())) return keys.id();
        throw new IllegalStateException("ExpiredToken");
    }

    private final class WatchedJobs extends ForwardingJobRepository {
        WatchedJobs() {
            super(world.rows);
        }

        @Override
        public Optional<Job> find(JobId id) {
            calls.add("row " + id + " with " + keys());
            return jobs.find(id);
        }

        @Override
        public Optional<Job> replace(Job moved) {
            calls.add("row " + moved.id() + " with " + keys());
            return jobs.replace(moved);
        }
    }

    private final class WatchedStore extends ForwardingObjectStore {
        WatchedStore() {
            super(world.store);
        }

        @Override
        protected ObjectKey at(ObjectKey key) {
            calls.add("object " + key + " with " + keys());
            return key;
        }
    }
}
