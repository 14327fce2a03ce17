package openencoder.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.fleet.FleetSettings;
import openencoder.machine.Enrolment;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineStatus;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machine.Rental;
import openencoder.testing.ProviderFaults.Call;
import openencoder.testing.Race;
import openencoder.testing.SampleMachines;
import openencoder.testing.SampleOffers;
import openencoder.web.schedule.IncompletePass;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

class ReconcilerTest {
    private static final Duration TIME = Duration.ofSeconds(40);

    private final FleetFixture world = new FleetFixture();

    @Test
    void a_machine_whose_order_was_not_answered_is_found_by_its_name() {
        world.provider.faults().loseAnswer(Call.CREATE);
        assertThatThrownBy(world::rentManually).isInstanceOf(ProviderFailure.class);

        world.pass();

        var row = world.machines.living().getFirst();
        assertThat(row.status()).isEqualTo(MachineStatus.BOOTING);
        assertThat(row.rent().orElseThrow().id())
                .isEqualTo(world.living().getFirst().instance().id());
    }

    @Test
    void an_order_that_came_to_nothing_ends_without_a_bill_once_it_is_settled() {
        world.provider.faults().loseRequest(Call.CREATE);
        assertThatThrownBy(world::rentManually).isInstanceOf(ProviderFailure.class);

        world.clock.tick(Duration.ofMinutes(9));
        world.pass();
        assertThat(world.machines.living()).hasSize(1);
        world.clock.tick(Duration.ofMinutes(1));
        world.pass();

        assertThat(world.machines.living()).isEmpty();
        assertThat(world.receipts().getFirst().bill()).isEmpty();
    }

    @Test
    void a_machine_that_is_gone_from_the_provider_gets_its_receipt() {
        var machine = world.rentManually();
        var number = machine.rent().orElseThrow().id();
        world.clock.tick(Duration.ofMinutes(30));
        world.provider.delete(number);

        world.pass();

        assertThat(world.machines.living()).isEmpty();
        assertThat(world.receipts().getFirst().cost(SampleOffers.BILLING))
                .isEqualByComparingTo("0.0625");
    }

    @Test
    void a_machine_that_is_only_late_in_the_list_stays() {
        world.provider.listAfter(Duration.ofMinutes(30));
        world.rentManually();
        world.clock.tick(Duration.ofMinutes(5));

        world.pass();

        assertThat(world.machines.living()).hasSize(1);
        assertThat(world.living()).hasSize(1);
    }

    @Test
    void a_machine_that_no_row_knows_is_deleted_once_and_receipted() {
        world.provider.create(
                SampleMachines.request("test-lost", "fra1", "c-4", FleetFixture.TAG, ""));
        world.provider.create(
                SampleMachines.request("other", "fra1", "c-4", "openencoder:other", ""));

        assertThat(world.pass().orphans()).isZero();
        world.clock.tick(Duration.ofMinutes(2));
        var done = world.pass();

        assertThat(done.orphans()).isEqualTo(1);
        assertThat(world.living())
                .extracting(rental -> rental.order().name())
                .containsOnly("other");
        assertThat(world.machines.living()).isEmpty();
        assertThat(world.receipts()).hasSize(1);
        assertThat(world.receipts().getFirst().cost(SampleOffers.BILLING))
                .isEqualByComparingTo("0.01");
        assertThat(world.pass().orphans()).isZero();
    }

    @Test
    void a_deletion_that_failed_is_tried_again() {
        var machine = world.rentManually();
        world.machines.replace(machine.delete(world.clock.instant()));
        world.provider.faults().breakDown(Call.DELETE);

        assertThatThrownBy(world::pass).isInstanceOf(IncompletePass.class);
        assertThat(world.living()).hasSize(1);
        world.pass();

        assertThat(world.living()).isEmpty();
        assertThat(world.receipts()).hasSize(1);
    }

    @Test
    void a_deletion_whose_answer_was_lost_is_looked_after_at_once() {
        var machine = world.rentManually();
        world.machines.replace(machine.delete(world.clock.instant()));
        world.provider.faults().loseAnswer(Call.DELETE);

        world.pass();

        assertThat(world.receipts()).hasSize(1);
    }

    @Test
    void one_failure_keeps_nothing_else_from_being_done() {
        var one = world.rentManually();
        var two = world.rentManually();
        world.machines.replace(one.delete(world.clock.instant()));
        world.machines.replace(two.delete(world.clock.instant()));
        world.provider.faults().breakDown(Call.DELETE);

        var failed = catchThrowableOfType(IncompletePass.class, world::pass);

        assertThat(failed).hasMessage("1 parts of the pass failed");
        assertThat(((Reconciled) failed.done()).costPerHour()).isEqualByComparingTo("0.125");
        assertThat(world.living()).hasSize(1);
    }

    @Test
    void while_the_list_cannot_be_had_nothing_is_ordered() {
        world.set(FleetFixture.settings(0, 5, "5"));
        world.post(10);
        world.provider.faults().breakDown(Call.LIST);

        assertThatThrownBy(world::pass).isInstanceOf(IncompletePass.class);

        assertThat(world.provider.rentals()).isEmpty();
    }

    @Test
    void without_a_provider_nothing_happens_and_nothing_fails() {
        world.set(FleetFixture.settings(2, 5, "5"));
        world.provider
                .faults()
                .fail(
                        Call.LIST,
                        new ProviderFailure(Kind.UNCONFIGURED, "no token", Optional.empty()));

        assertThat(world.pass()).isEqualTo(Reconciled.NOTHING);
        assertThat(world.machines.living()).isEmpty();
    }

    @Test
    void a_fleet_that_is_off_orders_nothing_but_the_sweep_goes_on() {
        world.set(FleetSettings.OFF);
        world.post(10);
        world.provider.create(
                SampleMachines.request("test-lost", "fra1", "c-4", FleetFixture.TAG, ""));
        world.clock.tick(Duration.ofMinutes(2));

        assertThat(world.pass().orphans()).isEqualTo(1);
        assertThat(world.living()).isEmpty();
    }

    @Test
    void machines_without_a_row_count_towards_the_limits() {
        world.set(FleetFixture.settings(0, 3, "5"));
        world.post(100);
        world.provider.create(
                SampleMachines.request("test-lost", "fra1", "c-4", FleetFixture.TAG, ""));

        assertThat(world.pass().ordered()).isEqualTo(2);
    }

    @Test
    void two_passes_at_once_order_and_delete_what_one_would() throws Exception {
        world.set(FleetFixture.settings(0, 20, "5"));
        world.post(10);
        world.provider.create(
                SampleMachines.request("test-lost", "fra1", "c-4", FleetFixture.TAG, ""));
        world.clock.tick(Duration.ofMinutes(2));

        Race.outcomes(2, _ -> world::pass);
        world.clock.tick(Duration.ofMinutes(1));
        Race.outcomes(2, _ -> world::pass);

        var alone = new FleetFixture();
        alone.set(FleetFixture.settings(0, 20, "5"));
        alone.post(10);
        var ordered = alone.pass().ordered();
        assertThat(world.machines.living()).hasSize(ordered);
        assertThat(world.living()).hasSize(ordered);
        assertThat(world.receipts()).hasSize(1);
    }

    @Test
    void a_machine_that_enrols_while_it_is_given_up_stays() {
        world.set(FleetFixture.settings(0, 5, "5"));
        world.post(1);
        world.pass();
        world.clock.tick(Duration.ofMinutes(16));
        var booting = world.machines.living().getFirst();
        var moments = new AtomicInteger();
        var enrolsMeanwhile =
                Mortal.of(
                        MachineRepository.class,
                        world.machines,
                        () -> {
                            // Before the rows are read by which it is given up, then after.
                            if (isBeingSteered() && moments.incrementAndGet() == 2)
                                world.machines.replace(
                                        SampleMachines.working(booting, world.clock.instant()));
                            return false;
                        });

        world.reconciler(enrolsMeanwhile, world.provider).run(TIME);

        assertThat(world.machines.find(booting.id()).orElseThrow().status())
                .isEqualTo(MachineStatus.WORKING);
    }

    private boolean isBeingSteered() {
        return !world.turn.take(world.clock.instant(), Duration.ZERO);
    }

    @Test
    void a_pass_that_has_no_time_left_begins_nothing_more() {
        world.set(FleetFixture.settings(0, 20, "5"));
        world.post(100);

        var done = world.reconciler().run(Duration.ZERO);

        assertThat(done).isEqualTo(Reconciled.NOTHING);
    }

    @Test
    void orders_stop_when_the_time_is_up_and_go_on_a_minute_later() {
        world.set(FleetFixture.settings(0, 20, "5"));
        world.post(60);
        var slow = slow(Duration.ofSeconds(15));

        var first = world.reconciler(world.machines, slow).run(TIME);
        world.clock.tick(Duration.ofMinutes(1));
        var second = world.reconciler(world.machines, slow).run(TIME);

        assertThat(first.ordered()).isEqualTo(3);
        assertThat(second.ordered()).isEqualTo(3);
    }

    private MachineProvider slow(Duration create) {
        var creates = new AtomicInteger();
        return Mortal.of(
                MachineProvider.class,
                world.provider,
                () -> {
                    var rented = world.provider.rentals().size();
                    if (creates.getAndSet(rented) < rented) world.clock.tick(create);
                    return false;
                });
    }

    @Test
    void a_manual_machine_is_left_alone_whatever_it_does() {
        world.set(FleetFixture.settings(0, 5, "5"));
        var machine = world.rentManually();
        for (var i = 0; i < 60; i++) {
            world.clock.tick(Duration.ofMinutes(1));
            world.pass();
        }

        assertThat(world.living()).hasSize(1);
        assertThat(world.machines.find(machine.id())).isPresent();
    }

    @Test
    void a_machine_that_never_enrols_is_replaced() {
        world.provider.bootOnly(_ -> false);
        world.set(FleetFixture.settings(1, 5, "5"));
        world.pass();
        world.clock.tick(Enrolment.LIFE);

        var done = world.pass();

        assertThat(done.replaced()).isEqualTo(1);
        assertThat(done.ordered()).isEqualTo(1);
        assertThat(world.living()).hasSize(1);
    }

    @Test
    void forty_short_jobs_bring_machines_that_leave_in_time_and_cost_what_the_receipts_say() {
        world.set(FleetFixture.settings(0, 8, "5"));
        world.post(40);
        var agents = new Agents(world, new Random(1), _ -> false);
        var most = 0;
        var tick = 0;
        for (; !world.isDone(); tick++) {
            quarterMinute(agents, tick);
            most = Math.max(most, world.living().size());
        }
        var end = world.clock.instant().plus(Duration.ofMinutes(10));
        for (; !world.living().isEmpty(); tick++) quarterMinute(agents, tick);

        assertThat(most).isBetween(2, 8);
        assertThat(world.clock.instant()).isBefore(end);
        var billed =
                world.provider.rentals().stream()
                        .map(
                                each ->
                                        Rental.of(each.instance())
                                                .cost(
                                                        each.to().orElseThrow(),
                                                        SampleOffers.BILLING))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var receipted =
                world.receipts().stream()
                        .map(receipt -> receipt.cost(SampleOffers.BILLING))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(receipted).isEqualByComparingTo(billed);
    }

    private void quarterMinute(Agents agents, int tick) {
        agents.heartbeat();
        if (tick % 4 == 0) world.pass();
        world.clock.tick(Duration.ofSeconds(15));
    }

    @Test
    void what_a_pass_did_is_told_as_json_and_as_metrics() {
        var done = new Reconciled(3, new BigDecimal("0.37499"), 2, 1, 4, 1, 5);

        assertThat(new String(done.json(), UTF_8))
                .isEqualTo(
                        """
                        {"working":3,"cost_per_hour":0.3750,"ordered":2,"drained":1,"deleted":4,\
                        "replaced":1,"orphans_deleted":5}\
                        """);
        assertThat(done.metrics())
                .containsOnly(
                        entry("MachinesWorking", 3),
                        entry("MachinesOrdered", 2),
                        entry("MachinesReplaced", 1),
                        entry("OrphansDeleted", 5),
                        entry("CostPerHour", new BigDecimal("0.3750")));
    }
}
