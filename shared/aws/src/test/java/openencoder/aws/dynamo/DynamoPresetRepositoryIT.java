package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.preset.PresetRepository;
import openencoder.testing.contract.PresetRepositoryContract;

import org.junit.jupiter.api.AfterEach;

class DynamoPresetRepositoryIT extends PresetRepositoryContract {
    private final Fixture aws = new Fixture();
    private final PresetRepository presets =
            new DynamoPresetRepository(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected PresetRepository presets() {
        return presets;
    }
}
