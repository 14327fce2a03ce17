package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.media.ObjectKey;
import openencoder.testing.ForwardingJobRepository;
import openencoder.testing.ForwardingObjectStore;
import openencoder.worker.agent.FakeEncoder;
import openencoder.worker.agent.WorkerFixture;
import openencoder.worker.agent.WorkerFixture.TestWorker;
import openencoder.worker.control.ApiTwin.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A worker on a rented machine, the API as a script, and everything else in memory. */
@Timeout(30)
abstract class MachineTests {
    @TempDir Path folder;
    WorkerFixture world;
    MachineSession session;
    final ApiTwin twin = new ApiTwin();
    final FakeEncoder encoder = new FakeEncoder();
    final List<String> calls = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new WorkerFixture(folder);
        session = OpenSessions.begun(folder, world.clock);
        world.jobs = new WatchedJobs();
        world.objects = new WatchedStore();
        var api = new ProtocolClient(twin.url(), _ -> {});
        world.planes = me -> new ApiControlPlane(api, session, world.jobs, me, _ -> {});
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.heard(false));
        twin.answers(ApiTwin.CLAIMS, this::claim);
    }

    @AfterEach
    void close() {
        twin.close();
    }

    TestWorker worker() {
        return world.worker("m-1", encoder);
    }

    /** As the API does it, with keys that are named after the job. */
    Reply claim(ApiTwin.Request request) {
        var id = new JobId(request.body().path("job").asLong());
        var now = world.clock.instant();
        var claimed = world.rows.replace(world.job(id).claim("m-1", now, WorkerFixture.LEASE));
        return ApiTwin.claimed(claimed.orElseThrow().attempt(), "keys-" + id, now.plusSeconds(900));
    }

    void assertNoMessages() {
        assertThat(world.messages.depth())
                .isEqualTo(new JobQueue.Depth(0, 0, world.messages.depth().dead()));
    }

    /** As AWS does with keys that are over: refuses. */
    private String keys() {
        var keys = session.jobKeys();
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
