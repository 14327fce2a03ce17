package openencoder.preset;

import openencoder.page.Page;
import openencoder.page.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where presets are kept. */
public interface PresetRepository {
    /**
     * @throws openencoder.refusal.Conflict {@code preset.exists} if the name is taken
     */
    Preset add(NewPreset preset, Instant now);

    Optional<Preset> find(PresetId id);

    Optional<Preset> findByName(String name);

    /**
     * Stores {@code changed} with its revision raised by one, unless the stored revision is no
     * longer that of {@code changed}.
     *
     * @return what is stored now; empty if someone else was faster and nothing was written
     * @throws openencoder.refusal.Conflict {@code preset.exists} if a new name is taken
     */
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
