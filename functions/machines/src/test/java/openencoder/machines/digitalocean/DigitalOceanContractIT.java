package openencoder.machines.digitalocean;

import openencoder.machine.MachineProvider;
import openencoder.testing.contract.MachineProviderContract;

import org.junit.jupiter.api.AfterEach;

class DigitalOceanContractIT extends MachineProviderContract {
    private final ProviderWorld world = new ProviderWorld();

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
