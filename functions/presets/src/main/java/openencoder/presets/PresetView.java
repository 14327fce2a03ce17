package openencoder.presets;

import openencoder.preset.Preset;

import java.time.Instant;

/**
 * A preset as the API shows it.
 *
 * @param data the settings as JSON text
 */
record PresetView(
        long id,
        String name,
        String description,
        String data,
        String output,
        boolean active,
        Instant createdDate) {
    static PresetView of(Preset preset) {
        return new PresetView(
                preset.id().value(),
                preset.name(),
                preset.description(),
                preset.data(),
                preset.output(),
                preset.active(),
                preset.createdAt());
    }
}
