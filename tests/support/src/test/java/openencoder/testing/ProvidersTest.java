package openencoder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machine.ProviderId;
import openencoder.machine.Providers;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class ProvidersTest {
    private static final String LABEL = "openencoder:test";

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryMachineProvider ocean = new InMemoryMachineProvider(clock, Duration.ZERO);
    private final InMemoryMachineProvider other =
            new InMemoryMachineProvider(new ProviderId("other"), clock, Duration.ZERO);
    private final Providers providers = Providers.of(ocean, other);

    @Test
    void what_bears_the_label_is_listed_whatever_its_provider() {
        var order = SampleMachines.request("film-1", "sfo3", "s-2vcpu-4gb", LABEL, "#!/bin/sh");
        var one = ocean.create(order);
        var two = other.create(order);

        assertThat(providers.labelled(SampleMachines.label(LABEL)))
                .extracting(Instance::id)
                .containsExactly(one.id(), two.id());
        assertThat(providers.of(two.id()).find(two.id())).isPresent();
        assertThat(providers.of(one.id()).find(two.id())).isEmpty();
    }

    @Test
    void one_that_is_not_configured_does_not_hide_what_the_others_have() {
        other.faults().fail(ProviderFaults.Call.LIST, failure(Kind.UNCONFIGURED));

        assertThat(providers.labelled(SampleMachines.label(LABEL))).isEmpty();
    }

    @Test
    void without_a_list_of_each_there_is_none_of_all() {
        other.faults().fail(ProviderFaults.Call.LIST, failure(Kind.BROKEN));

        assertThatThrownBy(() -> providers.labelled(SampleMachines.label(LABEL)))
                .isInstanceOf(ProviderFailure.class);
    }

    @Test
    void a_provider_that_is_not_wired_is_not_configured() {
        assertThatThrownBy(() -> providers.get(new ProviderId("third")))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.UNCONFIGURED));
    }

    @Test
    void two_of_one_id_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Providers.of(ocean, ocean));
    }

    private static ProviderFailure failure(Kind kind) {
        return new ProviderFailure(kind, "no", Optional.empty());
    }
}
