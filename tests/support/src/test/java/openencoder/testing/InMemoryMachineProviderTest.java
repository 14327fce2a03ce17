package openencoder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.MachineProvider.Status;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.testing.ProviderFaults.Call;
import openencoder.testing.contract.MachineProviderContract;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class InMemoryMachineProviderTest extends MachineProviderContract {
    private static final Duration BOOT_TIME = Duration.ofSeconds(40);
    private static final InstanceRequest ORDER =
            SampleMachines.request("film-1", "sfo3", "s-2vcpu-4gb", "openencoder:t", "#!/bin/sh");

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryMachineProvider machines = new InMemoryMachineProvider(clock, BOOT_TIME);

    @Override
    protected MachineProvider machines() {
        return machines;
    }

    @Override
    protected void boot() {
        clock.tick(BOOT_TIME);
    }

    @Test
    void a_refused_order_rents_nothing_and_the_next_one_is_met() {
        machines.faults().refuse(Call.CREATE, "You are out of luck today.");

        assertThat(kindOf(() -> machines.create(ORDER))).isEqualTo(Kind.REFUSED);
        assertThat(machines.rentals()).isEmpty();
        assertThat(machines.create(ORDER).name()).isEqualTo("film-1");
    }

    @Test
    void an_order_whose_answer_is_lost_is_met_all_the_same() {
        machines.faults().loseAnswer(Call.CREATE);

        assertThat(kindOf(() -> machines.create(ORDER))).isEqualTo(Kind.UNANSWERED);
        assertThat(machines.labelled(SampleMachines.label("openencoder:t"))).hasSize(1);
    }

    @Test
    void an_order_that_is_lost_itself_looks_the_same_but_rents_nothing() {
        machines.faults().loseRequest(Call.CREATE);

        assertThat(kindOf(() -> machines.create(ORDER))).isEqualTo(Kind.UNANSWERED);
        assertThat(machines.labelled(SampleMachines.label("openencoder:t"))).isEmpty();
    }

    @Test
    void one_call_too_many_says_when_to_come_back() {
        machines.faults().limit(Call.LIST, Duration.ofSeconds(17));

        assertThatThrownBy(() -> machines.labelled(SampleMachines.label("openencoder:t")))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure ->
                                assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void a_delete_that_breaks_down_twice_leaves_the_machine_until_the_third() {
        var id = machines.create(ORDER).id();
        machines.faults().breakDown(Call.DELETE);
        machines.faults().breakDown(Call.DELETE);

        assertThat(kindOf(() -> machines.delete(id))).isEqualTo(Kind.BROKEN);
        assertThat(kindOf(() -> machines.delete(id))).isEqualTo(Kind.BROKEN);
        assertThat(machines.find(id)).isPresent();
        machines.delete(id);
        assertThat(machines.find(id)).isEmpty();
    }

    @Test
    void a_list_may_show_a_machine_late_though_it_can_be_looked_at() {
        machines.listAfter(Duration.ofSeconds(5));
        var id = machines.create(ORDER).id();

        assertThat(machines.labelled(SampleMachines.label("openencoder:t"))).isEmpty();
        assertThat(machines.find(id)).isPresent();
        clock.tick(Duration.ofSeconds(5));
        assertThat(machines.labelled(SampleMachines.label("openencoder:t"))).hasSize(1);
    }

    @Test
    void a_machine_that_is_not_to_boot_stays_new() {
        machines.bootOnly(order -> !order.name().equals("film-1"));
        var id = machines.create(ORDER).id();
        clock.tick(Duration.ofDays(1));

        assertThat(machines.find(id)).map(Instance::status).contains(Status.PENDING);
    }

    @Test
    void an_account_at_its_limit_is_refused_one_more() {
        machines.setLimit(1);
        var id = machines.create(ORDER).id();

        assertThat(kindOf(() -> machines.create(ORDER))).isEqualTo(Kind.REFUSED);
        machines.delete(id);
        assertThat(machines.create(ORDER).id()).isNotEqualTo(id);
    }

    @Test
    void a_rental_runs_from_the_order_to_the_first_deletion() {
        var id = machines.create(ORDER).id();
        var from = clock.instant();
        clock.tick(Duration.ofSeconds(90));
        machines.delete(id);
        clock.tick(Duration.ofSeconds(90));
        machines.delete(id);

        var rental = machines.rentals().getFirst();

        assertThat(rental.from()).isEqualTo(from);
        assertThat(rental.to()).isEqualTo(Optional.of(from.plusSeconds(90)));
        assertThat(rental.order()).isEqualTo(ORDER);
    }

    private static Kind kindOf(ThrowingCallable call) {
        var failure = (ProviderFailure) catchThrowable(call);
        return failure.kind();
    }
}
