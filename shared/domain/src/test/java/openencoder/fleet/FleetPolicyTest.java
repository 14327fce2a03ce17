package openencoder.fleet;

import static openencoder.fleet.Fleets.booting;
import static openencoder.fleet.Fleets.busy;
import static openencoder.fleet.Fleets.idle;
import static openencoder.fleet.Fleets.leased;
import static openencoder.fleet.Fleets.manual;
import static openencoder.fleet.Fleets.member;
import static openencoder.fleet.Fleets.settings;
import static openencoder.fleet.Fleets.silent;
import static openencoder.fleet.Fleets.view;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.fleet.FleetView.Member;
import openencoder.machine.MachineStatus;
import openencoder.machine.ProviderId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class FleetPolicyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final FleetPolicy policy = new FleetPolicy();

    @ParameterizedTest(name = "{0} jobs of a minute that may wait {1} s: {2}")
    @CsvSource({"1, 300, 1", "3, 300, 1", "4, 300, 2", "40, 300, 11", "40, 900, 3", "5, 0, 5"})
    void as_many_are_ordered_as_begin_all_jobs_in_time(int jobs, int wait, int machines) {
        var settings = settings(0, 20, "10", Duration.ofSeconds(wait));

        assertThat(policy.decide(view(jobs), settings).order()).isEqualTo(machines);
    }

    @Test
    void nothing_is_ordered_when_nothing_waits() {
        assertThat(policy.decide(view(0), settings()).order()).isZero();
    }

    @Test
    void machines_that_boot_are_not_ordered_twice() {
        var booting = Stream.generate(() -> booting(Duration.ZERO)).limit(11);

        var decision = policy.decide(view(40, booting.toArray(Member[]::new)), settings());

        assertThat(decision.order()).isZero();
    }

    @Test
    void machines_at_work_are_counted_for_what_they_will_begin() {
        assertThat(policy.decide(view(12, busy(), busy(), busy()), settings()).order()).isZero();
        assertThat(policy.decide(view(13, busy(), busy(), busy()), settings()).order())
                .isEqualTo(1);
    }

    @Test
    void jobs_whose_length_varies_get_more_machines() {
        var even = view(30);
        var uneven =
                new FleetView(
                        even.machines(),
                        even.waiting(),
                        new JobDurations(Duration.ofMinutes(1), Duration.ofMinutes(4)),
                        even.boot(),
                        even.priceHourly(),
                        even.now());

        assertThat(policy.decide(uneven, settings()).order())
                .isGreaterThan(policy.decide(even, settings()).order());
    }

    @Test
    void neither_limit_is_passed_however_many_jobs_wait() {
        var tenMachines = settings(0, 10, "10", Duration.ofMinutes(5));
        var halfADollar = settings(0, 10, "0.5", Duration.ofMinutes(5));

        assertThat(policy.decide(view(1_000), tenMachines).order()).isEqualTo(10);
        assertThat(policy.decide(view(1_000), halfADollar).order()).isEqualTo(4);
    }

    @Test
    void what_is_on_its_way_out_is_paid_for_and_counts() {
        var going =
                view(
                        1_000,
                        member(MachineStatus.DRAINING, HOUR, Optional.empty()),
                        member(MachineStatus.DRAINED, HOUR, Optional.empty()),
                        member(MachineStatus.DELETING, HOUR, Optional.empty()));

        assertThat(policy.decide(going, settings(0, 5, "10", HOUR)).order()).isEqualTo(2);
        assertThat(policy.decide(going, settings(0, 9, "0.5", HOUR)).order()).isEqualTo(1);
    }

    @Test
    void a_size_that_is_not_to_be_had_is_not_ordered_and_the_reason_is_told() {
        var seen = view(3);
        var without =
                new FleetView(List.of(), 3, seen.pace(), seen.boot(), Optional.empty(), seen.now());

        var decision = policy.decide(without, settings());

        assertThat(decision.order()).isZero();
        assertThat(decision.reasons().getFirst()).contains("c-4 is not to be had in fra1");
    }

    @Test
    void the_least_number_is_kept_without_any_work() {
        var settings = settings(2, 20, "10", Duration.ofMinutes(5));
        var idle = view(0, idle(HOUR), idle(HOUR), idle(HOUR));

        assertThat(policy.decide(view(0), settings).order()).isEqualTo(2);
        assertThat(policy.decide(idle, settings).drain()).hasSize(1);
    }

    @Test
    void an_idle_machine_stays_while_it_costs_nothing_more() {
        // a cent is what 288 s cost at $0.125 an hour
        var paid = idle(Duration.ofSeconds(280), Duration.ofSeconds(200));
        var paidUp = idle(Duration.ofSeconds(288), Duration.ofSeconds(200));

        assertThat(policy.decide(view(0, paid), settings()).drain()).isEmpty();
        assertThat(policy.decide(view(0, paidUp), settings()).drain()).hasSize(1);
    }

    @Test
    void a_short_break_is_not_the_end_of_the_work() {
        assertThat(policy.decide(view(0, idle(Duration.ofSeconds(37))), settings()).drain())
                .isEmpty();
        assertThat(policy.decide(view(0, idle(Duration.ofSeconds(38))), settings()).drain())
                .hasSize(1);
    }

    @Test
    void an_idle_machine_is_drained_soon_enough_to_be_gone_in_time() {
        var soon =
                new FleetSettings(
                        true,
                        0,
                        5,
                        BigDecimal.ONE,
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        ProviderId.DIGITALOCEAN,
                        "fra1",
                        "c-4");
        var age = Duration.ofSeconds(240);

        assertThat(policy.decide(view(0, idle(age, Duration.ofSeconds(159))), soon).drain())
                .isEmpty();
        assertThat(policy.decide(view(0, idle(age, Duration.ofSeconds(160))), soon).drain())
                .hasSize(1);
    }

    @Test
    void an_idle_machine_for_which_there_is_work_stays() {
        assertThat(policy.decide(view(1, idle(HOUR)), settings()).drain()).isEmpty();
        assertThat(policy.decide(view(1, idle(HOUR), idle(HOUR)), settings()).drain()).hasSize(1);
    }

    @Test
    void a_machine_is_deleted_only_once_it_has_drained_or_can_have_no_job() {
        var drained = member(MachineStatus.DRAINED, HOUR, Optional.of(HOUR));
        var asked = member(MachineStatus.DRAINING, HOUR, Optional.of(HOUR));
        var silent = silent(asked, Duration.ofSeconds(61));

        assertThat(policy.decide(view(0, drained), settings()).delete())
                .containsExactly(drained.id());
        assertThat(policy.decide(view(0, asked), settings()).delete()).isEmpty();
        assertThat(policy.decide(view(0, silent), settings()).delete())
                .containsExactly(silent.id());
        assertThat(policy.decide(view(0, leased(silent)), settings()).delete()).isEmpty();
    }

    @Test
    void a_machine_that_never_enrolled_is_replaced_at_once() {
        var dead = booting(Duration.ofMinutes(15));

        var decision = policy.decide(view(3, dead), settings());

        assertThat(decision.replace()).containsExactly(dead.id());
        assertThat(decision.order()).isEqualTo(1);
        assertThat(policy.decide(view(3, booting(Duration.ofMinutes(14))), settings()).replace())
                .isEmpty();
    }

    @Test
    void how_long_to_wait_for_a_machine_can_be_set() {
        var hasty =
                new FleetPolicy(
                        new FleetPolicy.Timeouts(
                                Duration.ofMinutes(4),
                                Duration.ofMinutes(3),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(1)));

        assertThat(hasty.decide(view(0, booting(Duration.ofMinutes(4))), settings()).replace())
                .hasSize(1);
    }

    @Test
    void a_machine_that_fell_silent_is_replaced_unless_it_holds_a_job() {
        var silent = silent(busy(), Duration.ofMinutes(3));

        assertThat(policy.decide(view(0, silent), settings()).replace())
                .containsExactly(silent.id());
        assertThat(policy.decide(view(0, leased(silent)), settings()).replace()).isEmpty();
        assertThat(policy.decide(view(1, silent), settings()).order()).isEqualTo(1);
    }

    @Test
    void a_manual_machine_does_its_share_and_is_left_alone() {
        var machines =
                view(
                        2,
                        manual(idle(HOUR)),
                        manual(silent(busy(), HOUR)),
                        manual(booting(HOUR)),
                        manual(member(MachineStatus.DRAINED, HOUR, Optional.of(HOUR))));

        var decision = policy.decide(machines, settings());

        assertThat(decision).isEqualTo(new Decision(0, List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void lowered_limits_are_reached_by_sending_away_who_has_least_to_do() {
        var working = busy();
        var idle = idle(Duration.ofSeconds(1));
        var coming = booting(Duration.ofSeconds(30));

        var one = policy.decide(view(50, working, idle, coming), settings(0, 1, "10", HOUR));
        var two = policy.decide(view(50, working, idle, coming), settings(0, 9, "0.25", HOUR));

        assertThat(one.delete()).containsExactly(coming.id());
        assertThat(one.drain()).containsExactly(idle.id());
        assertThat(two.delete()).containsExactly(coming.id());
        assertThat(two.drain()).isEmpty();
    }

    @Test
    void a_fleet_that_is_off_orders_nothing_and_lets_its_idle_machines_go() {
        var off = FleetSettings.OFF;

        assertThat(policy.decide(view(100), off).order()).isZero();
        assertThat(policy.decide(view(0, idle(HOUR), busy()), off).drain()).hasSize(1);
    }
}
