package openencoder.testing;

import openencoder.machine.MachineRepository;
import openencoder.testing.contract.MachineRepositoryContract;

class InMemoryMachineRepositoryTest extends MachineRepositoryContract {
    private final MachineRepository machines = new InMemoryMachineRepository();

    @Override
    protected MachineRepository machines() {
        return machines;
    }
}
