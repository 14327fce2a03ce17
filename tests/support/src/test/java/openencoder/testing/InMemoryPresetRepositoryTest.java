package openencoder.testing;

import openencoder.preset.PresetRepository;
import openencoder.testing.contract.PresetRepositoryContract;

class InMemoryPresetRepositoryTest extends PresetRepositoryContract {
    private final PresetRepository presets = new InMemoryPresetRepository();

    @Override
    protected PresetRepository presets() {
        return presets;
    }
}
