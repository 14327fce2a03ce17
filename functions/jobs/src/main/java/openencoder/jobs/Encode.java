package openencoder.jobs;

import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.Recipe;
import openencoder.job.NewJob;
import openencoder.output.OutputSet;
import openencoder.refusal.Invalid;
import openencoder.web.http.Json;

/** What a job comes to: the recipe of its preset, and what it makes. */
record Encode(Recipe recipe, OutputSet outputs) {
    /**
     * @throws Invalid {@code media.extension} if the destination's name is that of another kind of
     *     file than the preset makes, {@code media.uri} if it leads to keys that are too long
     */
    static Encode of(NewJob job) {
        var recipe = recipe(job);
        return new Encode(recipe, OutputSet.of(job.preset(), job.dest()).requireShortKeys());
    }

    private static Recipe recipe(NewJob job) {
        var recipe = PresetReader.read(Json.object("preset", job.preset().data()));
        if (job.dest().isPrefix()) return recipe.forOutput(job.preset().output());
        var name = job.dest().key().substring(job.dest().key().lastIndexOf('/') + 1);
        try {
            return recipe.inFormatOf(name);
        } catch (Invalid refused) {
            var reason = refused.fields().getFirst().message();
            throw new Invalid("media.extension", "dest", reason);
        }
    }
}
