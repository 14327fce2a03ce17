package openencoder.testing;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.preset.NewPreset;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.refusal.Conflict;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

public final class InMemoryPresetRepository implements PresetRepository {
    private final NavigableMap<Long, Preset> presets = new TreeMap<>();

    @Override
    public synchronized Preset add(NewPreset preset, Instant now) {
        refuseTaken(preset.name(), 0);
        var id = new PresetId(presets.isEmpty() ? 1 : presets.lastKey() + 1);
        var added =
                new Preset(
                        id,
                        preset.name(),
                        preset.description(),
                        preset.data(),
                        preset.output(),
                        preset.active(),
                        now,
                        1);
        presets.put(id.value(), added);
        return added;
    }

    @Override
    public synchronized Optional<Preset> find(PresetId id) {
        return Optional.ofNullable(presets.get(id.value()));
    }

    @Override
    public synchronized Optional<Preset> findByName(String name) {
        return presets.values().stream().filter(preset -> preset.name().equals(name)).findAny();
    }

    @Override
    public synchronized Optional<Preset> replace(Preset changed) {
        var stored = presets.get(changed.id().value());
        var next = changed.withRevision(changed.revision() + 1);
        if (next.equals(stored)) return Optional.of(stored);
        if (stored == null || stored.revision() != changed.revision()) return Optional.empty();
        refuseTaken(changed.name(), changed.id().value());
        presets.put(changed.id().value(), next);
        return Optional.of(next);
    }

    @Override
    public synchronized Page<Preset> page(PageRequest request) {
        var newestFirst = presets.descendingMap().values().stream();
        return new Page<>(
                newestFirst.skip(request.skipped()).limit(request.count()).toList(),
                presets.size());
    }

    @Override
    public synchronized boolean seed(List<NewPreset> seeds, Instant now) {
        if (!presets.isEmpty()) return false;
        seeds.forEach(seed -> add(seed, now));
        return true;
    }

    private void refuseTaken(String name, long unlessBy) {
        if (findByName(name).filter(preset -> preset.id().value() != unlessBy).isPresent())
            throw new Conflict(
                    "preset.exists",
                    "There is a preset %s already; choose another name.".formatted(name));
    }
}
