package openencoder.encoding.preset;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.allowed.NamedOption;
import openencoder.encoding.grammar.Time;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.recipe.Clip;
import openencoder.encoding.recipe.Recipe;
import openencoder.encoding.recipe.Setting;
import openencoder.encoding.recipe.Settings;
import openencoder.refusal.FieldErrors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The structured form, field for field what a form in a browser sends, translated into the same
 * options that the raw form has and checked by the same table.
 */
final class StructuredPreset {
    private static final Set<String> NOT_THE_ENCODERS =
            Set.of("vf", "vcodec", "filter:v", "c:v", "s", "r", "aspect", "tag:v", "vtag");

    private final FieldErrors errors = new FieldErrors(Recipe.INVALID);
    private final List<Setting> settings = new ArrayList<>();

    private StructuredPreset() {}

    static Recipe read(Map<String, ?> tree) {
        var preset = new StructuredPreset();
        return preset.read(new FormFields("data", tree, preset.errors));
    }

    private Recipe read(FormFields data) {
        if (data.isEmpty())
            errors.add("data", "says nothing; give raw, or format, video, audio and filter");
        var format = data.group("format");
        var container = format.read("container", Container::named);
        var clip = clip(format);
        var video = new StructuredVideo(data.group("video"), this);
        var audio = new StructuredAudio(data.group("audio"), this);
        var filter = data.group("filter");
        video.read();
        video.readFilters(filter);
        audio.read();
        audio.readFilters(filter, video.speed());
        data.known("raw");
        List.of(format, filter, data).forEach(FormFields::refuseOthers);
        errors.refuseIfAny();
        return Recipe.of(clip, new Settings(settings), container, video.isTwoPass());
    }

    private static Clip clip(FormFields format) {
        var wanted = format.flag("clip") || !format.has("clip");
        var clip =
                new Clip(format.read("startTime", Time::read), format.read("stopTime", Time::read));
        if (!wanted) return Clip.ALL;
        if (clip.isEmpty()) format.wrong("stopTime", "must be later than startTime");
        return clip;
    }

    /** Adds an option, or an error at the field that it comes from. */
    void put(String where, String option, String value) {
        PresetReader.attempt(
                        () -> Setting.read(where, NamedOption.find(option), value), where, errors)
                .ifPresent(settings::add);
    }

    /** Adds an option of the video encoder's own, such as {@code row-mt}. */
    void putEncoderOption(String where, String option, String value) {
        PresetReader.attempt(() -> Setting.read(where, encoderOption(option), value), where, errors)
                .ifPresent(settings::add);
    }

    private static NamedOption encoderOption(String option) {
        var named = NamedOption.find(option);
        var isOwn = named.rule().streams().equals("v") && !NOT_THE_ENCODERS.contains(option);
        if (!isOwn || named.rule().isFlag())
            throw new Unsupported("'%s' is no option of the encoder", Unsupported.shown(option));
        return named;
    }

    void putFlag(String where, String option) {
        settings.add(Setting.flag(where, NamedOption.find(option)));
    }
}
