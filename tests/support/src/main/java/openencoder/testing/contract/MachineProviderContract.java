package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.MachineProvider.Size;
import openencoder.machine.MachineProvider.Status;
import openencoder.machine.ProviderFailure;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@link MachineProvider} promises. The account under test may have at least 250 machines, its
 * machines' ids exceed 2^31 as real ones may, and it offers {@link #region} and {@link #size}.
 */
public abstract class MachineProviderContract {
    private static final String TAG = "openencoder:contract";

    /** The same one throughout a test, without machines at its beginning. */
    protected abstract MachineProvider machines();

    /** Lets the time pass that a machine takes from its order to {@link Status#RUNNING}. */
    protected abstract void boot();

    protected String region() {
        return "sfo3";
    }

    protected String size() {
        return "s-2vcpu-4gb";
    }

    @Test
    void a_machine_is_rented_as_ordered() {
        var rented = machines().create(order("film-1"));

        assertThat(rented.name()).isEqualTo("film-1");
        assertThat(rented.region()).isEqualTo(region());
        assertThat(rented.size()).isEqualTo(size());
        assertThat(rented.labels()).contains(SampleMachines.label(TAG));
        assertThat(machines().find(rented.id()).orElseThrow().name()).isEqualTo("film-1");
    }

    @Test
    void every_machine_bears_the_label_s_key_alone_as_well() {
        var rented = machines().create(order("film-1"));

        assertThat(machines().find(rented.id()).orElseThrow().labels())
                .containsExactlyInAnyOrder(
                        SampleMachines.label(TAG), SampleMachines.label("openencoder"));
    }

    @Test
    void an_id_above_2_31_comes_back_whole_everywhere() {
        var rented = machines().create(order("film-1"));

        assertThat(Long.parseLong(rented.id().text())).isGreaterThan(Integer.MAX_VALUE);
        assertThat(rented.id().provider()).isEqualTo(machines().id());
        assertThat(machines().find(rented.id())).map(Instance::id).contains(rented.id());
        assertThat(machines().labelled(SampleMachines.label(TAG)))
                .extracting(Instance::id)
                .containsExactly(rented.id());
        machines().delete(rented.id());
        assertThat(machines().labelled(SampleMachines.label(TAG))).isEmpty();
    }

    @Test
    void a_machine_is_new_and_without_an_address_until_it_has_booted() {
        var id = machines().create(order("film-1")).id();

        var before = machines().find(id).orElseThrow();
        boot();
        var after = machines().find(id).orElseThrow();

        assertThat(before.status()).isEqualTo(Status.PENDING);
        assertThat(before.addresses()).isEmpty();
        assertThat(after.status()).isEqualTo(Status.RUNNING);
        assertThat(after.addresses()).isNotEmpty().allMatch(address -> address.contains("."));
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
    }

    @Test
    void a_list_says_the_same_of_a_machine_as_a_look_at_it() {
        var id = machines().create(order("film-1")).id();
        boot();

        assertThat(machines().labelled(SampleMachines.label(TAG)))
                .containsExactly(machines().find(id).orElseThrow());
    }

    @Test
    void machines_of_another_tag_are_not_listed() {
        var ours = machines().create(order("film-1"));
        var others =
                machines()
                        .create(
                                SampleMachines.request(
                                        "film-1", region(), size(), "openencoder:other", "#!/x"));

        assertThat(machines().labelled(SampleMachines.label(TAG)))
                .extracting(Instance::id)
                .containsExactly(ours.id());
        assertThat(machines().labelled(SampleMachines.label("openencoder")))
                .extracting(Instance::id)
                .contains(ours.id(), others.id());
        assertThat(machines().labelled(SampleMachines.label("openencoder:nobody"))).isEmpty();
    }

    @Test
    void more_than_one_page_of_200_is_listed_each_machine_once() {
        var ids =
                IntStream.range(0, 205)
                        .mapToObj(i -> machines().create(order("film-" + i)).id())
                        .toList();

        var listed =
                machines().labelled(SampleMachines.label(TAG)).stream().map(Instance::id).toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(new HashSet<>(ids)).hasSize(205);
    }

    @Test
    void two_orders_of_the_same_name_are_two_machines() {
        var first = machines().create(order("film-1"));
        var second = machines().create(order("film-1"));

        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(machines().labelled(SampleMachines.label(TAG))).hasSize(2);
    }

    @Test
    void a_deleted_machine_is_gone_and_the_others_stay() {
        var gone = machines().create(order("film-1")).id();
        var stays = machines().create(order("film-2")).id();

        machines().delete(gone);

        assertThat(machines().find(gone)).isEmpty();
        assertThat(machines().labelled(SampleMachines.label(TAG)))
                .extracting(Instance::id)
                .containsExactly(stays);
    }

    @Test
    void deleting_what_is_gone_or_never_was_is_fine() {
        var id = machines().create(order("film-1")).id();
        machines().delete(id);

        machines().delete(id);
        machines().delete(SampleMachines.instance(4_123_456_789L));

        assertThat(machines().labelled(SampleMachines.label(TAG))).isEmpty();
    }

    @Test
    void a_machine_that_never_was_is_not_found() {
        assertThat(machines().find(SampleMachines.instance(4_123_456_789L))).isEmpty();
    }

    @Test
    void an_order_that_cannot_be_met_is_refused_and_nothing_is_rented() {
        for (var wrong : wrongOrders())
            assertThatThrownBy(() -> machines().create(wrong))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class,
                            failure -> {
                                assertThat(failure.kind()).isEqualTo(ProviderFailure.Kind.REFUSED);
                                assertThat(failure).hasMessageMatching("(?s).{10,}");
                            });

        assertThat(machines().labelled(SampleMachines.label(TAG))).isEmpty();
    }

    private List<InstanceRequest> wrongOrders() {
        return List.of(
                SampleMachines.request("film-1", "atlantis1", size(), TAG, "#!/x"),
                SampleMachines.request("film-1", region(), "s-999vcpu-1gb", TAG, "#!/x"),
                SampleMachines.request("film_1!", region(), size(), TAG, "#!/x"),
                SampleMachines.request(
                        "film-1",
                        region(),
                        size(),
                        TAG,
                        "x".repeat(machines().userDataLimit() + 1)));
    }

    @Test
    void user_data_up_to_the_limit_is_taken() {
        var text = "x".repeat(machines().userDataLimit());
        var order = SampleMachines.request("film-1", region(), size(), TAG, text);

        assertThat(machines().create(order).name()).isEqualTo("film-1");
    }

    @Test
    void a_size_is_billed_as_its_provider_bills() {
        var billing = machines().billing();

        assertThat(billing.minimum()).isPositive();
        assertThat(machines().sizes())
                .allSatisfy(size -> assertThat(size.billing()).isEqualTo(billing));
    }

    @Test
    void a_machine_costs_what_its_size_says() {
        var price = offered().priceHourly();
        var rented = machines().create(order("film-1"));

        assertThat(price).isGreaterThan(BigDecimal.ZERO);
        assertThat(rented.priceHourly()).isEqualTo(price);
        assertThat(machines().find(rented.id()).orElseThrow().priceHourly()).isEqualTo(price);
    }

    @Test
    void sizes_say_what_they_have_what_they_cost_and_where_they_are() {
        assertThat(machines().sizes())
                .isNotEmpty()
                .allSatisfy(
                        size -> {
                            assertThat(size.vcpus()).isPositive();
                            assertThat(size.memory()).isGreaterThanOrEqualTo(512);
                            assertThat(size.disk()).isPositive();
                            assertThat(size.priceHourly()).isLessThan(size.priceMonthly());
                        });
        assertThat(offered().available()).isTrue();
        assertThat(offered().regions()).contains(region());
        assertThat(machines().sizes()).extracting(Size::slug).doesNotHaveDuplicates();
    }

    @Test
    void regions_say_their_name_and_what_is_offered_there() {
        var region =
                machines().regions().stream()
                        .filter(each -> each.slug().equals(region()))
                        .findAny()
                        .orElseThrow();

        assertThat(region.available()).isTrue();
        assertThat(region.sizes()).contains(size());
        assertThat(region.name()).isNotBlank().isNotEqualTo(region.slug());
        assertThat(machines().create(order("film-1")).regionName()).isEqualTo(region.name());
    }

    private Size offered() {
        return machines().sizes().stream()
                .filter(each -> each.slug().equals(size()))
                .findAny()
                .orElseThrow();
    }

    private InstanceRequest order(String name) {
        return SampleMachines.request(name, region(), size(), TAG, "#!/bin/sh\ntrue\n");
    }
}
