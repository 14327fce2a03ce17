package openencoder.machines;

import static openencoder.machines.MachinesFixture.BOOTING;
import static openencoder.machines.MachinesFixture.FOREIGN;
import static openencoder.machines.MachinesFixture.IDLE;
import static openencoder.machines.MachinesFixture.ORPHAN;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineStatus;
import openencoder.machines.fleet.EndMachine;
import openencoder.testing.ProviderFaults.Call;
import openencoder.testing.SampleMachines;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;

class DeletingTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 1);

    private final MachinesFixture world = MachinesFixture.populated();

    @Test
    void a_receipt_is_left_of_a_deleted_machine_and_its_agent_is_refused() {
        world.agent("/api/worker/heartbeat", IDLE, MachinesFixture.heartbeat("null", false));
        world.clock.tick(Duration.ofMinutes(10));

        assertThat(delete(IDLE).status()).isEqualTo(200);

        assertThat(world.found(IDLE)).isEmpty();
        var receipt = world.machines.receipts(MONTH).getFirst();
        assertThat(receipt.bill().orElseThrow().id()).isEqualTo(SampleMachines.instance(IDLE));
        assertThat(receipt.bill().orElseThrow().to()).isEqualTo(world.clock.instant());
        assertThat(world.workers.seenSince(Instant.EPOCH)).hasSize(1);
        var reply =
                world.agent(
                        "/api/worker/heartbeat", IDLE, MachinesFixture.heartbeat("null", false));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("code")).isEqualTo("machine.session_refused");
    }

    @Test
    void a_machine_that_only_its_label_makes_ours_is_deleted() {
        assertThat(delete(ORPHAN).status()).isEqualTo(200);
        assertThat(world.droplets.find(SampleMachines.instance(ORPHAN))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "hetzner:3000000001", "digitalocean:3000000001", "x%20y", "-1"})
    void an_id_that_no_machine_here_can_have_is_not_there(String id) {
        var reply = world.send(Event.of("DELETE", "/api/machines/" + id), Role.OPERATOR);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("code")).isEqualTo("machine.not_found");
    }

    @Test
    void a_machine_of_another_deployment_is_not_there() {
        assertThat(delete(FOREIGN).status()).isEqualTo(404);
        assertThat(world.droplets.find(SampleMachines.instance(FOREIGN))).isPresent();
    }

    @Test
    void an_unknown_machine_is_not_there() {
        assertThat(delete(99).text("code")).isEqualTo("machine.not_found");
    }

    @Test
    void all_that_are_ours_go_and_no_other() {
        var reply = world.send(Event.of("DELETE", "/api/machine"), Role.OPERATOR);

        assertThat(reply.text()).isEqualTo("{\"deleted\":true}");
        assertThat(world.droplets.living())
                .extracting(Instance::id)
                .containsExactly(SampleMachines.instance(FOREIGN));
        assertThat(world.machines.living()).isEmpty();
        assertThat(world.machines.receipts(MONTH)).hasSize(3);
    }

    @Test
    void a_deletion_that_fails_is_told_and_can_be_repeated() {
        world.droplets.faults().breakDown(Call.DELETE);

        var failed = world.send(Event.of("DELETE", "/api/machines"), Role.OPERATOR);

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.text("code")).isEqualTo("provider.broken");
        assertThat(world.droplets.living())
                .extracting(Instance::id)
                .containsExactly(
                        SampleMachines.instance(BOOTING), SampleMachines.instance(FOREIGN));
        assertThat(world.machine(BOOTING).status()).isEqualTo(MachineStatus.DELETING);

        assertThat(delete(BOOTING).status()).isEqualTo(200);
        assertThat(world.machines.living()).isEmpty();
    }

    @Test
    void a_machine_stays_until_it_is_known_to_be_gone() {
        world.droplets.faults().loseRequest(Call.FIND);

        assertThat(delete(IDLE).status()).isEqualTo(503);

        assertThat(world.machine(IDLE).status()).isEqualTo(MachineStatus.DELETING);
        assertThat(delete(IDLE).status()).isEqualTo(200);
        assertThat(world.found(IDLE)).isEmpty();
    }

    @Test
    void an_order_of_unknown_outcome_is_deleted_by_its_name() {
        world.droplets.faults().loseAnswer(Call.CREATE);
        world.send(Event.post("/api/machines").json(MachinesFixture.ORDER), Role.OPERATOR);

        world.send(Event.of("DELETE", "/api/machines"), Role.OPERATOR);

        assertThat(world.droplets.living())
                .extracting(Instance::id)
                .containsExactly(SampleMachines.instance(FOREIGN));
        assertThat(world.machines.living()).isEmpty();
    }

    @Test
    void an_order_that_may_still_come_to_something_is_kept_in_mind_for_ten_minutes() {
        world.droplets.faults().loseRequest(Call.CREATE);
        world.send(Event.post("/api/machines").json(MachinesFixture.ORDER), Role.OPERATOR);
        world.send(Event.of("DELETE", "/api/machines"), Role.OPERATOR);
        assertThat(world.machines.living())
                .singleElement()
                .satisfies(m -> assertThat(m.status()).isEqualTo(MachineStatus.DELETING));

        world.clock.tick(EndMachine.ORDER_SETTLES);
        world.send(Event.of("DELETE", "/api/machines"), Role.OPERATOR);

        assertThat(world.machines.living()).isEmpty();
    }

    private Reply delete(long number) {
        return world.send(Event.of("DELETE", "/api/machines/" + number), Role.OPERATOR);
    }
}
