package openencoder.machines.provider.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import openencoder.cloud.digitalocean.DigitalOceanSimulator;
import openencoder.cloud.digitalocean.FaultKind;
import openencoder.cloud.digitalocean.ScriptedAnswer;
import openencoder.cloud.digitalocean.SimulatorFaults;
import openencoder.cloud.digitalocean.SimulatorRequest;
import openencoder.cloud.digitalocean.SimulatorSettings;
import openencoder.cloud.digitalocean.host.DropletHost;
import openencoder.machine.Label;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.ProviderFailure;
import openencoder.testing.SampleMachines;
import openencoder.testing.SettableClock;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A provider, its clock, and the simulator that it asks. Pauses tick the clock. */
final class ProviderFixture implements AutoCloseable {
    static final String TAG = "openencoder:test";
    static final Label LABEL = SampleMachines.label(TAG);
    static final InstanceRequest ORDER =
            SampleMachines.request("film-1", "sfo3", "s-2vcpu-4gb", TAG, "#cloud-config\n");
    static final Duration BOOT_TIME = Duration.ofSeconds(40);
    static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    final SettableClock clock = SettableClock.atNoon();
    final List<Duration> pauses = new ArrayList<>();
    final List<SimulatorRequest> calls = new CopyOnWriteArrayList<>();
    final DigitalOceanProvider machines;
    DigitalOceanSimulator simulator;
    private final Path folder;

    ProviderFixture(Path folder) {
        this.folder = folder;
        simulator = start(0);
        machines = provider(POLICY);
    }

    private DigitalOceanSimulator start(int port) {
        var settings =
                SimulatorSettings.standard()
                        .withPort(port)
                        .withClock(clock)
                        .withBootTime(BOOT_TIME)
                        .withDropletLimit(250);
        try {
            var started = DigitalOceanSimulator.start(folder, settings, new NoHost());
            started.observe(calls::add);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every connection is closed; the endpoint and the account stay. */
    void restart() {
        var port = simulator.uri().getPort();
        simulator.close();
        simulator = start(port);
    }

    DigitalOceanProvider provider(RetryPolicy policy) {
        return provider(() -> simulator.token(), policy);
    }

    DigitalOceanProvider provider(Supplier<String> token, RetryPolicy policy) {
        return provider(settings(simulator.uri()), token, policy);
    }

    DigitalOceanProvider provider(
            DigitalOceanSettings settings, Supplier<String> token, RetryPolicy policy) {
        return new DigitalOceanProvider(settings, token, clock, this::pause, policy);
    }

    static DigitalOceanSettings settings(URI endpoint) {
        return new DigitalOceanSettings(
                endpoint, "ubuntu-24-04-x64", "arn:aws:secretsmanager:do-token");
    }

    private void pause(Duration time) {
        pauses.add(time);
        clock.tick(time);
    }

    /** From now on each call that the fault can strike. */
    void always(FaultKind kind) {
        simulator.faults(SimulatorFaults.none().with(kind, 1));
    }

    void storm(Duration length) {
        simulator.faults(SimulatorFaults.none().withStorm(length));
    }

    static ScriptedAnswer error(int status, String id, String message) {
        return ScriptedAnswer.of(
                status,
                "{\"id\":\"%s\",\"message\":\"%s\",\"request_id\":\"4d9d8375-3c56-4925\"}"
                        .formatted(id, message));
    }

    static ScriptedAnswer tooMany(Map<String, String> headers) {
        return error(429, "too_many_requests", "API Rate limit exceeded.").withHeaders(headers);
    }

    /** As DigitalOcean's public description has it. */
    static JsonObject droplet() {
        try (var json = ProviderFixture.class.getResourceAsStream("droplet.json")) {
            return JsonParser.parseReader(new InputStreamReader(json, UTF_8)).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScriptedAnswer answer(int status, JsonObject droplet) {
        return ScriptedAnswer.of(status, "{\"droplet\":" + droplet + "}");
    }

    /** How many calls had this method. */
    long asked(String method) {
        return calls.stream().filter(each -> each.method().equals(method)).count();
    }

    static ProviderFailure failureOf(ThrowingCallable call) {
        var thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ProviderFailure.class);
        return (ProviderFailure) thrown;
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** Runs nothing. */
    private static final class NoHost implements DropletHost {
        @Override
        public void start(Machine machine) {}

        @Override
        public void destroy(long id) {}

        @Override
        public void retain(Set<Long> ids) {}

        @Override
        public List<ProcessHandle> processes() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
