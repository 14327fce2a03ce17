package openencoder.encoding.preset;

import openencoder.encoding.recipe.Recipe;
import openencoder.refusal.Invalid;

import java.util.Map;

/** Reads a preset's data, every part of it checked against the lists of what is allowed. */
public final class PresetReader {
    private PresetReader() {}

    /**
     * @param tree the parsed JSON object: maps, lists, strings, numbers, booleans and nulls
     * @throws Invalid {@code preset.invalid} with every bad field, as a path such as {@code
     *     data.video.crf} or {@code data.raw[3]}
     */
    public static Recipe read(Map<String, ?> tree) {
        return RawPreset.isIn(tree) ? RawPreset.read(tree) : StructuredPreset.read(tree);
    }
}
