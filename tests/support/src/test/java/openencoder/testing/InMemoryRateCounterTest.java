package openencoder.testing;

import openencoder.account.RateCounter;
import openencoder.testing.contract.RateCounterContract;

class InMemoryRateCounterTest extends RateCounterContract {
    private final RateCounter tries = new InMemoryRateCounter();

    @Override
    protected RateCounter tries() {
        return tries;
    }
}
