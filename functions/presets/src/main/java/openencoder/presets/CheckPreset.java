package openencoder.presets;

import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.Recipe;
import openencoder.preset.NewPreset;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;
import openencoder.web.http.Json;

import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what was sent into a preset that a worker can run, or names every field that is wrong. */
final class CheckPreset {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_. -]{0,98}[A-Za-z0-9_.-])?");
    private static final int LONGEST_DESCRIPTION = 1_000;

    /**
     * @throws Invalid {@code preset.invalid}
     */
    NewPreset check(PresetChange wanted) {
        var errors = new FieldErrors("preset.invalid");
        var name = name(wanted.name(), errors);
        var description = wanted.description().orElse("");
        errors.require(
                description.length() <= LONGEST_DESCRIPTION,
                "description",
                "must have at most 1,000 characters");
        var recipe = recipe(wanted.data(), errors);
        if (recipe.isPresent() && wanted.output().isPresent())
            errors.collect(() -> recipe.get().forOutput(wanted.output().get()));
        errors.refuseIfAny();
        return new NewPreset(
                name,
                description,
                wanted.data().orElseThrow(),
                wanted.output().orElseGet(() -> recipe.orElseThrow().outputName(name)),
                wanted.active().orElse(true));
    }

    /** The file name that a preset gets unless it asks for another. */
    String derivedOutput(String name, String data) {
        return PresetReader.read(Json.object("data", data)).outputName(name);
    }

    private static String name(Optional<String> given, FieldErrors errors) {
        var name = given.orElse("");
        if (given.isEmpty()) errors.add("name", "is required");
        else if (!NAME.matcher(name).matches())
            errors.add(
                    "name",
                    "must be 1 to 100 letters, digits, spaces, or _ - . and begin with a"
                            + " letter or digit");
        return name;
    }

    private static Optional<Recipe> recipe(Optional<String> data, FieldErrors errors) {
        if (data.isEmpty()) errors.add("data", "is required");
        return data.flatMap(
                text -> errors.collect(() -> PresetReader.read(Json.object("data", text))));
    }
}
