package openencoder.presets;

import openencoder.preset.NewPreset;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;

import java.time.InstantSource;
import java.util.Optional;

/** Makes and changes presets. Jobs keep what they were made with. */
final class SavePreset {
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
        return presets.update(id, preset -> preset.with(merged(preset, wanted)));
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
