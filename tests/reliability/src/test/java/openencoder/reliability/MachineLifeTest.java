package openencoder.reliability;

import static openencoder.machines.MachinesFixture.BOOTING;
import static openencoder.machines.MachinesFixture.QUEUED;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.Lease;
import openencoder.job.Progress;
import openencoder.machine.MachineId;
import openencoder.machine.MachineStatus;
import openencoder.machine.Session;
import openencoder.machines.MachinesFixture;
import openencoder.worker.agent.WorkerCommands;
import openencoder.worker.agent.WorkerIdentity;
import openencoder.worker.control.ApiControlPlane;
import openencoder.worker.control.MachineEnrolment;
import openencoder.worker.control.MachineSession;
import openencoder.worker.control.ProtocolClient;
import openencoder.worker.control.SessionFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A worker's control plane against the function that answers it, from enrolment to its end. */
@Timeout(60)
class MachineLifeTest {
    @TempDir Path folder;
    private final MachinesFixture world = MachinesFixture.populated();
    private final List<String> told = new ArrayList<>();
    private final WorkerCommands worker = new Told();
    private final ServedMachines served = new ServedMachines(world, world.address(BOOTING));
    private MachineId id;
    private MachineSession session;
    private ApiControlPlane plane;

    @BeforeEach
    void enrol() throws Exception {
        id = world.machine(BOOTING).id();
        var token = Files.writeString(folder.resolve("token"), world.enrolment(BOOTING).text());
        var api = new ProtocolClient(served.url(), world.clock::tick);
        var file = new SessionFile(folder.resolve("session"));
        session = new MachineEnrolment(api, token, file, world.clock, world.clock::tick).begin();
        var me =
                new WorkerIdentity(
                        id.value(), "host", "8.1.2", world.clock.instant(), Duration.ofMinutes(1));
        plane = new ApiControlPlane(api, session, world.jobs, me, world.clock::tick);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void a_heartbeat_tells_the_job_at_hand_and_brings_the_next_session_and_keys() {
        plane.claim(QUEUED);
        var first = List.of(session.queueKeys(), session.jobKeys());
        plane.heartbeat(Optional.of(queued()), worker);
        assertThat(world.machine(BOOTING).agent().orElseThrow().job()).contains(QUEUED);
        assertThat(List.of(session.queueKeys(), session.jobKeys())).isEqualTo(first);

        world.clock.tick(Session.LIFE.dividedBy(3).multipliedBy(2));
        renewLease();
        plane.heartbeat(Optional.of(queued()), worker);

        assertThat(session.queueKeys()).isNotEqualTo(first.getFirst());
        assertThat(session.jobKeys()).isNotEqualTo(first.getLast());
        assertThat(told).isEmpty();
    }

    @Test
    void a_claim_that_is_over_is_lost_when_its_keys_are_to_be_renewed() {
        plane.claim(QUEUED);
        var claimed = queued();
        world.clock.tick(Session.LIFE.dividedBy(3).multipliedBy(2));

        plane.heartbeat(Optional.of(claimed), worker);

        assertThat(told).containsExactly("lose 1 in attempt 1");
    }

    @Test
    void a_machine_that_is_to_drain_is_told_and_says_when_it_has() throws Exception {
        drain();
        plane.heartbeat(Optional.empty(), worker);
        assertThat(told).containsExactly("drain");

        plane.leave();

        assertThat(world.machine(BOOTING).status()).isEqualTo(MachineStatus.DRAINED);
    }

    @Test
    void a_machine_that_is_being_deleted_ends() {
        world.machines.replace(world.machine(BOOTING).delete(world.clock.instant()));

        plane.heartbeat(Optional.empty(), worker);

        assertThat(told).containsExactly("abandon");
        assertThat(plane.isDismissed()).isTrue();
    }

    private Job queued() {
        return world.stored(QUEUED);
    }

    private void drain() {
        world.machines.replace(world.machine(BOOTING).drain(world.clock.instant()));
    }

    /** As the worker does meanwhile. */
    private void renewLease() {
        var lease = Lease.of(id.value(), world.clock.instant(), Duration.ofMinutes(1));
        world.jobs.replace(queued().renewed(lease, Progress.at(1)));
    }

    private final class Told implements WorkerCommands {
        @Override
        public void drain() {
            told.add("drain");
        }

        @Override
        public void abandon() {
            told.add("abandon");
        }

        @Override
        public void lose(JobId job, int attempt) {
            told.add("lose " + job + " in attempt " + attempt);
        }
    }
}
