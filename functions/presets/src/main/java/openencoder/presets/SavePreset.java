package openencoder.presets;

import openencoder.preset.NewPreset;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.refusal.Conflict;
import openencoder.refusal.NotFound;

import java.time.InstantSource;
import java.util.Optional;

/** Makes and changes presets. Jobs keep what they were made with. */
final class SavePreset {
    private static final int TRIES = 5;

    private final PresetRepository presets;
    private final CheckPreset checkPreset;
    private final InstantSource clock;

    SavePreset(PresetRepository presets, CheckPreset checkPreset, InstantSource clock) {
        this.presets = presets;
        this.checkPreset = checkPreset;
        this.clock = clock;
    }

    Preset create(PresetChange wanted) {
        return presets.add(checkPreset.check(wanted), clock.instant());
    }

    Preset update(PresetId id, PresetChange wanted) {
        for (var tries = 0; tries < TRIES; tries++) {
            var preset = presets.find(id).orElseThrow(() -> new NotFound("preset", id));
            var stored = presets.replace(preset.with(merged(preset, wanted)));
            if (stored.isPresent()) return stored.get();
        }
        throw new Conflict("preset.changed", "The preset is being changed by others; try again.");
    }

    private NewPreset merged(Preset preset, PresetChange wanted) {
        return checkPreset.check(
                new PresetChange(
                        wanted.name().or(() -> Optional.of(preset.name())),
                        wanted.description().or(() -> Optional.of(preset.description())),
                        wanted.data().or(() -> Optional.of(preset.data())),
                        wanted.output().or(() -> chosenOutput(preset)),
                        wanted.active().or(() -> Optional.of(preset.active()))));
    }

    /** An output that was derived follows the name and the container; one that was chosen stays. */
    private Optional<String> chosenOutput(Preset preset) {
        var derived = checkPreset.derivedOutput(preset.name(), preset.data());
        return Optional.of(preset.output()).filter(output -> !output.equals(derived));
    }
}
