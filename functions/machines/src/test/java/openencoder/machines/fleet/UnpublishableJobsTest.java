package openencoder.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobError;
import openencoder.job.JobError.Kind;
import openencoder.job.JobFilter;
import openencoder.job.JobStatus;
import openencoder.page.PageRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Machines that only carry jobs whose outputs no store takes. */
class UnpublishableJobsTest {
    private final FleetFixture world = new FleetFixture();
    private final Agents agents = new Agents(world, new Random(1), _ -> false);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "SETTINGS,  destination.refused,     80",
        "TRANSIENT, destination.unavailable, 140"
    })
    void their_machines_end(Kind kind, String code, int minutes) {
        agents.refusal = Optional.of(JobError.of(kind, code, "It was refused."));
        world.set(FleetFixture.settings(0, 2, "10"));
        world.post(3);
        var begun = world.clock.instant();

        for (var tick = 0; world.waiting() > 0 || !world.living().isEmpty() || tick < 8; tick++) {
            agents.heartbeat();
            if (tick % 4 == 0) world.pass();
            world.clock.tick(Duration.ofSeconds(15));
            assertThat(Duration.between(begun, world.clock.instant()))
                    .isLessThan(Duration.ofMinutes(minutes));
        }

        assertThat(world.provider.rentals()).isNotEmpty();
        assertThat(world.jobs.page(new PageRequest(1, 10), JobFilter.ALL).items())
                .hasSize(3)
                .allMatch(job -> job.status() == JobStatus.ERROR)
                .allMatch(job -> job.commit().isPresent());
    }
}
