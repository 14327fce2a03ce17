package openencoder.preset;

import openencoder.page.Page;
import openencoder.page.PageRequest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Presets that are never none: a repository in which none was ever made gets {@link
 * SeedPresets#ALL} when it is first looked into and nothing is found, or just before the first one
 * is added. One of them that still is as an earlier release made it is read as this release makes
 * it; what users made of it stays.
 */
public final class SeededPresets implements PresetRepository {
    private final PresetRepository presets;
    private final InstantSource clock;
    // Once seeded, a repository stays so; spares a write for every preset that does not exist.
    private volatile boolean isSeeded;

    public SeededPresets(PresetRepository presets, InstantSource clock) {
        this.presets = presets;
        this.clock = clock;
    }

    @Override
    public Preset add(NewPreset preset, Instant now) {
        seedOnce();
        return presets.add(preset, now);
    }

    @Override
    public Optional<Preset> find(PresetId id) {
        return presets.find(id)
                .or(() -> seedOnce() ? presets.find(id) : Optional.empty())
                .map(SeededPresets::current);
    }

    @Override
    public Optional<Preset> findByName(String name) {
        return presets.findByName(name)
                .or(() -> seedOnce() ? presets.findByName(name) : Optional.empty())
                .map(SeededPresets::current);
    }

    @Override
    public Optional<Preset> replace(Preset changed) {
        return presets.replace(changed);
    }

    @Override
    public Page<Preset> page(PageRequest request) {
        var page = presets.page(request);
        var found = page.total() == 0 && seedOnce() ? presets.page(request) : page;
        return new Page<>(
                found.items().stream().map(SeededPresets::current).toList(), found.total());
    }

    private static Preset current(Preset stored) {
        return stored.withData(SeedPresets.currentData(stored.name(), stored.data()));
    }

    @Override
    public boolean seed(List<NewPreset> others, Instant now) {
        return presets.seed(others, now);
    }

    /** Whether this call made sure of the seeds, by storing them or by finding them stored. */
    private boolean seedOnce() {
        if (isSeeded) return false;
        presets.seed(SeedPresets.ALL, clock.instant());
        isSeeded = true;
        return true;
    }
}
