package openencoder.jobs;

import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.Recipe;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.preset.PresetSnapshot;
import openencoder.refusal.Invalid;
import openencoder.web.http.Json;

/**
 * What a job comes to: the recipe of its preset, and the name of the file they make.
 *
 * @param output a file name, from the destination or, where that is a prefix, from the preset
 */
record Encode(Recipe recipe, String output) {
    /**
     * @throws Invalid {@code media.extension} if the destination's name is that of another kind of
     *     file than the preset makes
     */
    static Encode of(NewJob job) {
        var recipe = PresetReader.read(Json.object("preset", job.preset().data()));
        var output = outputOf(job.dest(), job.preset());
        if (job.dest().isPrefix()) return new Encode(recipe.forOutput(output), output);
        try {
            return new Encode(recipe.forOutput(output), output);
        } catch (Invalid refused) {
            var reason = refused.fields().getFirst().message();
            throw new Invalid("media.extension", "dest", reason);
        }
    }

    private static String outputOf(MediaUri dest, PresetSnapshot preset) {
        return dest.isPrefix()
                ? preset.output()
                : dest.key().substring(dest.key().lastIndexOf('/') + 1);
    }
}
