package openencoder.aws.s3;

import openencoder.aws.Fixture;
import openencoder.media.ObjectStore;
import openencoder.testing.contract.ObjectStoreContract;

import org.junit.jupiter.api.AfterEach;

class S3ObjectStoreIT extends ObjectStoreContract {
    private final Fixture aws = new Fixture();
    private final ObjectStore store = aws.store();

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected String bucket() {
        return aws.environment().get("DESTINATION_BUCKET");
    }
}
