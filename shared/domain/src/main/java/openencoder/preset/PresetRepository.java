package openencoder.preset;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.store.RevisionedRepository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where presets are kept. */
public interface PresetRepository extends RevisionedRepository<PresetId, Preset> {
    @Override
    default String noun() {
        return "preset";
    }

    /**
     * @throws openencoder.refusal.Conflict {@code preset.exists} if the name is taken
     */
    Preset add(NewPreset preset, Instant now);

    Optional<Preset> findByName(String name);

    /**
     * @throws openencoder.refusal.Conflict {@code preset.exists} if a new name is taken
     */
    @Override
    Optional<Preset> replace(Preset changed);

    Page<Preset> page(PageRequest request);

    /**
     * Gives a repository in which no preset was ever made these, with ids from 1 in this order: all
     * of them or none, once, however many call it at the same time.
     *
     * @return whether this call did it
     */
    boolean seed(List<NewPreset> presets, Instant now);
}
