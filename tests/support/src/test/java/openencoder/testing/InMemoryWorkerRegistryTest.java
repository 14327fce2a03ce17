package openencoder.testing;

import openencoder.roster.WorkerRegistry;
import openencoder.testing.contract.WorkerRegistryContract;

class InMemoryWorkerRegistryTest extends WorkerRegistryContract {
    private final WorkerRegistry roster = new InMemoryWorkerRegistry();

    @Override
    protected WorkerRegistry roster() {
        return roster;
    }
}
