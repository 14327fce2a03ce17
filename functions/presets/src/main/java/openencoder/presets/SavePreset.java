package openencoder.presets;

import openencoder.preset.NewPreset;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.preset.SeedPresets;
import openencoder.refusal.Conflict;

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
        return presets.update(id, preset -> changed(preset, merged(preset, wanted)));
    }

    private static Preset changed(Preset preset, NewPreset wanted) {
        SeedPresets.named(preset.name()).ifPresent(seed -> keep(preset, wanted, seed));
        return preset.with(wanted);
    }

    /**
     * A built-in preset may change its description, and go back to what it was.
     *
     * @throws Conflict {@code preset.built_in}
     */
    private static void keep(Preset preset, NewPreset wanted, NewPreset seed) {
        var isKept =
                wanted.name().equals(seed.name())
                        && isOneOf(wanted.data(), preset.data(), seed.data())
                        && isOneOf(wanted.output(), preset.output(), seed.output())
                        && (wanted.active() || !preset.active());
        if (!isKept)
            throw new Conflict(
                    "preset.built_in",
                    "%s is built in, and stays as it is for all who use it; make a copy under"
                                    .formatted(seed.name())
                            + " another name with POST /api/presets, and change that.");
    }

    private static boolean isOneOf(String wanted, String now, String built) {
        return wanted.equals(now) || wanted.equals(built);
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
