package openencoder.machines.provider.digitalocean;

import openencoder.machine.MachineProvider;
import openencoder.testing.contract.MachineProviderContract;

import org.junit.jupiter.api.AfterEach;

class DigitalOceanContractIT extends MachineProviderContract {
    private final ProviderFixture world = new ProviderFixture();

    @Override
    protected MachineProvider machines() {
        return world.machines;
    }

    @Override
    protected void boot() {
        world.api.account.boot();
    }

    @AfterEach
    void close() {
        world.close();
    }
}
