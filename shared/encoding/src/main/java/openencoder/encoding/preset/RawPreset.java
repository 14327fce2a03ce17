package openencoder.encoding.preset;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.allowed.NamedOption;
import openencoder.encoding.grammar.ShellWords;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.recipe.Clip;
import openencoder.encoding.recipe.Recipe;
import openencoder.encoding.recipe.Setting;
import openencoder.encoding.recipe.Settings;
import openencoder.refusal.FieldErrors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The raw form: lines of FFmpeg options as people type them, such as {@code -c:v libx264}. */
final class RawPreset {
    private static final String FIELD = "data.raw";
    private static final int MOST_WORDS = 120;
    private static final int MOST_CHARACTERS = 4000;
    // understood here, and written anew or dropped
    private static final Set<String> NOT_THE_OUTPUTS = Set.of("f", "y", "hide_banner", "pass");

    private final FieldErrors errors = new FieldErrors(Recipe.INVALID);
    private final List<Word> words = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    private record Word(String where, String text) {}

    private RawPreset() {}

    static boolean isIn(Map<String, ?> tree) {
        return switch (tree.get("raw")) {
            case null -> false;
            case List<?> lines -> !lines.isEmpty() || tree.size() == 1;
            case String line -> !line.isBlank() || tree.size() == 1;
            default -> true;
        };
    }

    static Recipe read(Map<String, ?> tree) {
        var raw = new RawPreset();
        raw.split(tree.get("raw"));
        raw.readWords();
        return raw.recipe(raw.container(tree));
    }

    private Optional<Container> container(Map<String, ?> tree) {
        var data = new FormFields("data", tree, errors);
        var format = data.group("format");
        var container =
                data.text("container")
                        .or(() -> format.text("container"))
                        .flatMap(name -> data.check("container", () -> Container.named(name)));
        format.refuseOthers();
        data.known("raw");
        data.refuseOthers("cannot stand beside data.raw: a preset is either raw or structured");
        return container;
    }

    private void split(Object raw) {
        switch (raw) {
            case String line -> split(FIELD, line);
            case List<?> lines -> {
                for (var i = 0; i < lines.size(); i++) {
                    var where = FIELD + "[" + i + "]";
                    if (lines.get(i) instanceof String line) split(where, line);
                    else errors.add(where, "must be text such as \"-c:v libx264\"");
                }
            }
            default -> errors.add(FIELD, "must be a list of lines such as \"-c:v libx264\"");
        }
        var characters = words.stream().mapToInt(word -> word.text().length()).sum();
        if (words.size() > MOST_WORDS || characters > MOST_CHARACTERS)
            errors.add(
                    FIELD,
                    "has more than %d words or %d characters"
                            .formatted(MOST_WORDS, MOST_CHARACTERS));
        if (raw instanceof List<?> lines && lines.isEmpty() || "".equals(raw))
            errors.add(FIELD, "is empty; give at least one option such as \"-c:v libx264\"");
    }

    private void split(String where, String line) {
        PresetReader.attempt(() -> ShellWords.split(line), where, errors)
                .ifPresent(found -> found.forEach(text -> words.add(new Word(where, text))));
    }

    private void readWords() {
        for (var at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (!isOption(word.text())) {
                errors.add(word.where(), standsAlone(word.text()));
                continue;
            }
            at += readOption(word, at + 1 < words.size() ? words.get(at + 1) : null);
        }
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    private static String standsAlone(String word) {
        return ("'%s' belongs to no option, so FFmpeg would write a file of that name; quote a"
                        + " value that has blanks")
                .formatted(Unsupported.shown(word));
    }

    /** How many of the words after it the option took: none or one. */
    private int readOption(Word option, Word next) {
        try {
            var named = NamedOption.find(option.text().substring(1));
            if (named.rule().isFlag()) {
                settings.add(Setting.flag(option.where(), named));
                return 0;
            }
            if (next == null)
                throw new Unsupported("needs a value: %s", named.rule().value().describe());
            readValue(option, named, next.text());
            return 1;
        } catch (Unsupported unsupported) {
            add(option, unsupported);
            return next == null || isOption(next.text()) ? 0 : 1;
        }
    }

    private void readValue(Word option, NamedOption named, String value) {
        try {
            settings.add(Setting.read(option.where(), named, value));
        } catch (Unsupported unsupported) {
            add(option, unsupported);
        }
    }

    private void add(Word option, Unsupported unsupported) {
        errors.add(
                option.where(), Unsupported.shown(option.text()) + ": " + unsupported.getMessage());
    }

    private Recipe recipe(Optional<Container> named) {
        errors.refuseIfAny();
        var all = new Settings(settings);
        return Recipe.of(
                Clip.ALL,
                all.without(NOT_THE_OUTPUTS),
                named.or(() -> all.value("f", Container.class)),
                all.has("pass"));
    }
}
