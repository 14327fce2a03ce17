package openencoder.machines.provider.digitalocean;

import openencoder.machine.MachineProvider;
import openencoder.testing.contract.MachineProviderContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The client against the simulator that every laptop has. */
class DigitalOceanContractIT extends MachineProviderContract {
    private final ProviderFixture world;

    DigitalOceanContractIT(@TempDir Path folder) {
        world = new ProviderFixture(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    protected MachineProvider machines() {
        return world.machines;
    }

    @Override
    protected void boot() {
        world.clock.tick(ProviderFixture.BOOT_TIME);
    }
}
