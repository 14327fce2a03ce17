package openencoder.testing;

import openencoder.roster.WorkerRoster;
import openencoder.testing.contract.WorkerRosterContract;

class InMemoryWorkerRosterTest extends WorkerRosterContract {
    private final WorkerRoster roster = new InMemoryWorkerRoster();

    @Override
    protected WorkerRoster roster() {
        return roster;
    }
}
