package openencoder.testing;

import openencoder.media.ObjectStore;
import openencoder.testing.contract.ObjectStoreContract;

class InMemoryObjectStoreTest extends ObjectStoreContract {
    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected String bucket() {
        return "films";
    }
}
