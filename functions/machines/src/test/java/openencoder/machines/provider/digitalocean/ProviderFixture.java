package openencoder.machines.provider.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import openencoder.machine.Label;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.ProviderFailure;
import openencoder.testing.SampleMachines;
import openencoder.testing.SettableClock;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A provider, its clock, and the API that it asks. Pauses tick the clock. */
final class ProviderFixture implements AutoCloseable {
    static final String TAG = "openencoder:test";
    static final Label LABEL = SampleMachines.label(TAG);
    static final String NO_DROPLETS = "{\"droplets\":[],\"links\":{},\"meta\":{\"total\":0}}";
    static final InstanceRequest ORDER =
            SampleMachines.request("film-1", "sfo3", "s-2vcpu-4gb", TAG, "#cloud-config\n");
    static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    final ScriptedDigitalOcean api = new ScriptedDigitalOcean();
    final SettableClock clock = SettableClock.atNoon();
    final List<Duration> pauses = new ArrayList<>();
    final DigitalOceanProvider machines = provider(() -> ScriptedDigitalOcean.TOKEN, PATIENCE);

    DigitalOceanProvider provider(Supplier<String> token, Patience patience) {
        return provider(settings(api.endpoint(), List.of()), token, patience);
    }

    DigitalOceanProvider provider(
            DigitalOceanSettings settings, Supplier<String> token, Patience patience) {
        return new DigitalOceanProvider(settings, token, clock, this::pause, patience);
    }

    static DigitalOceanSettings settings(URI endpoint, List<String> sshKeys) {
        return new DigitalOceanSettings(
                endpoint, "ubuntu-24-04-x64", sshKeys, "arn:aws:secretsmanager:do-token");
    }

    private void pause(Duration time) {
        pauses.add(time);
        clock.tick(time);
    }

    /** How often the API was asked so. */
    long asked(String method) {
        return api.requests.stream().filter(each -> each.method().equals(method)).count();
    }

    static ProviderFailure failureOf(ThrowingCallable call) {
        var thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ProviderFailure.class);
        return (ProviderFailure) thrown;
    }

    @Override
    public void close() {
        api.close();
    }
}
