package openencoder.presets;

import openencoder.encoding.EncodingSettings;
import openencoder.preset.NewPreset;
import openencoder.refusal.Invalid;
import openencoder.web.http.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
        var wrong = new ArrayList<Invalid.Field>();
        var name = name(wanted.name(), wrong);
        var description = wanted.description().orElse("");
        if (description.length() > LONGEST_DESCRIPTION)
            wrong.add(new Invalid.Field("description", "must have at most 1,000 characters"));
        var settings = settings(wanted.data(), wrong);
        if (settings.isPresent() && wanted.output().isPresent())
            listen(wrong, () -> settings.get().forOutput(wanted.output().get()));
        if (!wrong.isEmpty()) throw new Invalid("preset.invalid", wrong);
        return new NewPreset(
                name,
                description,
                wanted.data().orElseThrow(),
                wanted.output().orElseGet(() -> settings.orElseThrow().outputName(name)),
                wanted.active().orElse(true));
    }

    /** The file name that a preset gets unless it asks for another. */
    String derivedOutput(String name, String data) {
        return EncodingSettings.of(Json.object("data", data)).outputName(name);
    }

    private static String name(Optional<String> given, List<Invalid.Field> wrong) {
        var name = given.orElse("");
        if (given.isEmpty()) wrong.add(new Invalid.Field("name", "is required"));
        else if (!NAME.matcher(name).matches())
            wrong.add(
                    new Invalid.Field(
                            "name",
                            "must be 1 to 100 letters, digits, spaces, or _ - . and begin with a"
                                    + " letter or digit"));
        return name;
    }

    private static Optional<EncodingSettings> settings(
            Optional<String> data, List<Invalid.Field> wrong) {
        if (data.isEmpty()) wrong.add(new Invalid.Field("data", "is required"));
        return data.flatMap(
                text -> listen(wrong, () -> EncodingSettings.of(Json.object("data", text))));
    }

    private static <T> Optional<T> listen(List<Invalid.Field> wrong, Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (Invalid refused) {
            wrong.addAll(refused.fields());
            return Optional.empty();
        }
    }
}
