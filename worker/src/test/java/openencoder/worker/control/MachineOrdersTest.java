package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobQueue;
import openencoder.job.JobStatus;
import openencoder.testing.ForwardingJobQueue;
import openencoder.worker.agent.WorkerFixture;
import openencoder.worker.agent.WorkerFixture.TestWorker;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** What the worker of a rented machine is told, whatever it is about. */
class MachineOrdersTest extends MachineTests {
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
        encoder.during(_ -> worker.agent.abandon());

        worker.agent.run();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.ENCODING);
        assertThat(world.store.bytes(WorkerFixture.FILM)).isEmpty();
    }

    @Test
    void a_lost_attempt_is_stopped_and_the_worker_goes_on_with_the_next_job() {
        var id = world.submit();
        var worker = worker();
        encoder.during(_ -> worker.agent.lose(id, 1));
        worker.runOnce();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.ENCODING);

        encoder.during(_ -> worker.agent.lose(id, 1));
        world.clock.tick(WorkerFixture.LEASE);
        while (worker.runOnce()) {}

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(id).attempt()).isEqualTo(2);
    }
}
