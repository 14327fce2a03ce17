package openencoder.encoding.preset;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.recipe.Clip;
import openencoder.encoding.recipe.Recipe;
import openencoder.encoding.recipe.Rendition;
import openencoder.encoding.recipe.Settings;

import java.util.List;
import java.util.Optional;

/**
 * What either form of a preset says, each option checked by itself but not yet against the others.
 *
 * @param container empty if the preset leaves it open
 * @param isTwoPass whether the film is looked at once before it is encoded
 */
record ParsedPreset(
        Clip clip, Settings settings, Optional<Container> container, boolean isTwoPass) {
    Recipe recipe() {
        return new Recipe(clip, List.of(Rendition.of(settings, container, isTwoPass)));
    }
}
