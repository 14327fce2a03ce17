package openencoder.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.fleet.FleetView;
import openencoder.fleet.JobDurations;
import openencoder.job.JobId;
import openencoder.machine.Machine;
import openencoder.machine.Providers;
import openencoder.roster.WorkerReport;
import openencoder.testing.SampleJobs;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class FleetViewsTest {
    private final FleetFixture world = new FleetFixture();
    private final FleetViews views =
            new FleetViews(world.jobs, world.workers, Providers.of(world.provider));

    private FleetView see(Machine... machines) {
        return views.of(List.of(machines), List.of(), Optional.empty(), world.clock.instant());
    }

    @Test
    void jobs_that_no_machine_has_wait() {
        world.post(3);
        claim(1, "somebody");

        assertThat(see().waiting()).isEqualTo(2);
    }

    @Test
    void the_pace_is_that_of_completed_jobs() {
        world.post(2);
        claim(1, "somebody");
        world.clock.tick(Duration.ofSeconds(30));
        complete(1);
        claim(2, "somebody");
        world.clock.tick(Duration.ofSeconds(50));
        complete(2);

        assertThat(see().pace())
                .isEqualTo(new JobDurations(Duration.ofSeconds(40), Duration.ofSeconds(10)));
    }

    @Test
    void who_holds_a_lease_is_known_until_it_is_over() {
        var working = working();
        world.post(1);
        claim(1, working.id().value());

        assertThat(see(working).machines().getFirst().leased()).isTrue();
        world.clock.tick(Duration.ofSeconds(60));
        assertThat(see(working).machines().getFirst().leased()).isFalse();
    }

    @Test
    void an_idle_machine_is_idle_since_its_agent_said_so() {
        var working = working();
        world.clock.tick(Duration.ofSeconds(15));
        var busy = working.heartbeat(Optional.of(new JobId(1)), world.clock.instant());
        world.clock.tick(Duration.ofSeconds(15));
        var idle = busy.heartbeat(Optional.empty(), world.clock.instant());

        assertThat(see(busy).machines().getFirst().idleSince()).isEmpty();
        assertThat(see(idle).machines().getFirst().idleSince()).contains(world.clock.instant());
    }

    @Test
    void the_boot_time_is_measured_from_order_to_the_agents_start() {
        assertThat(see().boot()).isEqualTo(Duration.ofSeconds(75));
        var machine = SampleMachines.ordered(world.clock.instant());
        world.clock.tick(Duration.ofSeconds(42));
        var now = world.clock.instant();
        world.workers.report(
                new WorkerReport(machine.id().value(), "h", Optional.empty(), "8.1", now, now));

        assertThat(see(machine).boot()).isEqualTo(Duration.ofSeconds(42));
    }

    private Machine working() {
        var now = world.clock.instant();
        return SampleMachines.working(
                SampleMachines.ordered(now).found(SampleMachines.rented(now)), now);
    }

    private void claim(long job, String worker) {
        var found = world.jobs.find(new JobId(job)).orElseThrow();
        world.jobs.replace(found.claim(worker, world.clock.instant(), Duration.ofSeconds(60)));
    }

    private void complete(long id) {
        var job = world.jobs.find(new JobId(id)).orElseThrow();
        var committed = SampleJobs.committed(job, SampleJobs.commit());
        world.jobs.replace(committed.complete(world.clock.instant()));
    }
}
