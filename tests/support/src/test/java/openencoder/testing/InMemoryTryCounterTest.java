package openencoder.testing;

import openencoder.account.TryCounter;
import openencoder.testing.contract.TryCounterContract;

class InMemoryTryCounterTest extends TryCounterContract {
    private final TryCounter tries = new InMemoryTryCounter();

    @Override
    protected TryCounter tries() {
        return tries;
    }
}
