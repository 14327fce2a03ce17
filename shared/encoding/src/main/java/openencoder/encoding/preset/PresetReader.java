package openencoder.encoding.preset;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.recipe.Recipe;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

    /** What {@code reading} gives, or nothing and an error if the value is not supported. */
    static <T> Optional<T> attempt(Supplier<T> reading, String field, FieldErrors errors) {
        try {
            return Optional.of(reading.get());
        } catch (Unsupported unsupported) {
            errors.add(field, unsupported.getMessage());
            return Optional.empty();
        }
    }
}
