package openencoder.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What docs/fleet.md claims, for other weeks than the one in its table. */
class FleetTest {
    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void ours_costs_no_more_than_the_queue_length_scaler_and_keeps_more_jobs_in_time(long seed) {
        for (var trace : Fleet.traces(seed)) {
            var week = Fleet.run(trace, seed);
            var queueLength = week.get(2);
            var ours = week.get(3);

            assertThat(ours.cost()).as(trace.name()).isLessThan(queueLength.cost());
            assertThat(ours.within())
                    .as(trace.name())
                    .isGreaterThanOrEqualTo(queueLength.within())
                    .isGreaterThan(0.95);
        }
    }

    @Test
    void the_same_seed_gives_the_same_week() {
        var once = Fleet.run(Trace.burst(4), 4);
        var again = Fleet.run(Trace.burst(4), 4);

        assertThat(again).isEqualTo(once);
    }

    @Test
    void one_job_is_paid_for_from_the_order_of_its_machine_to_its_deletion() {
        var job = new Trace.Arrival(30, 600);
        var trace = new Trace("one", Duration.ofMinutes(5), List.of(job));

        var fixed = Simulation.run(trace, new Scaler.Fixed("two", 2), new BigDecimal("0.36"), 1);

        // two machines for a week at a hundredth of a cent a second
        assertThat(fixed.cost()).isEqualByComparingTo("120.96");
        assertThat(fixed.worked()).hasSeconds(600);
        assertThat(fixed.waits().getFirst()).isBetween(30.0, 60.0);
    }
}
