package openencoder.machines.provider.digitalocean;

import openencoder.cloud.digitalocean.DigitalOceanSimulator;
import openencoder.cloud.digitalocean.SimulatorSettings;
import openencoder.cloud.digitalocean.host.DropletHost;
import openencoder.machine.MachineProvider;
import openencoder.testing.SettableClock;
import openencoder.testing.contract.MachineProviderContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The client against the simulator that every laptop has. */
class DigitalOceanContractIT extends MachineProviderContract {
    private static final Duration BOOT_TIME = Duration.ofSeconds(40);

    @TempDir Path folder;
    private final SettableClock clock = SettableClock.atNoon();
    private DigitalOceanSimulator simulator;
    private DigitalOceanProvider machines;

    @BeforeEach
    void start() throws IOException {
        var settings =
                SimulatorSettings.standard()
                        .withClock(clock)
                        .withBootTime(BOOT_TIME)
                        .withDropletLimit(250);
        simulator = DigitalOceanSimulator.start(folder, settings, new NoHost());
        machines =
                new DigitalOceanProvider(
                        ProviderFixture.settings(simulator.uri(), List.of()),
                        simulator::token,
                        clock,
                        clock::tick);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Override
    protected MachineProvider machines() {
        return machines;
    }

    @Override
    protected void boot() {
        clock.tick(BOOT_TIME);
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
