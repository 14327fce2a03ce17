package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The raw form: lines of FFmpeg options as people type them, such as {@code -c:v libx264}. */
final class RawSettings {
    private static final String FIELD = "data.raw";
    private static final int MOST_WORDS = 120;
    private static final int MOST_CHARACTERS = 4000;

    private final Complaints complaints;
    private final List<Word> words = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    private record Word(String where, String text) {}

    private RawSettings(Complaints complaints) {
        this.complaints = complaints;
    }

    static boolean isIn(Map<String, ?> tree) {
        return switch (tree.get("raw")) {
            case null -> false;
            case List<?> lines -> !lines.isEmpty() || tree.size() == 1;
            case String line -> !line.isBlank() || tree.size() == 1;
            default -> true;
        };
    }

    static Draft read(Map<String, ?> tree, Complaints complaints) {
        var raw = new RawSettings(complaints);
        raw.split(tree.get("raw"));
        raw.readWords();
        return raw.draft(container(tree, complaints));
    }

    private static Optional<Container> container(Map<String, ?> tree, Complaints complaints) {
        var fields = new Fields("data", tree, complaints);
        var format = fields.group("format");
        var container =
                fields.text("container")
                        .or(() -> format.text("container"))
                        .flatMap(
                                name ->
                                        complaints.hear(
                                                "data.container", () -> Container.named(name)));
        format.refuseOthers();
        fields.known("raw");
        fields.refuseOthers("cannot stand beside data.raw: a preset is either raw or structured");
        return container;
    }

    private void split(Object raw) {
        switch (raw) {
            case String line -> split(FIELD, line);
            case List<?> lines -> {
                for (var i = 0; i < lines.size(); i++) {
                    var where = FIELD + "[" + i + "]";
                    if (lines.get(i) instanceof String line) split(where, line);
                    else complaints.add(where, "must be text such as \"-c:v libx264\"");
                }
            }
            default -> complaints.add(FIELD, "must be a list of lines such as \"-c:v libx264\"");
        }
        var characters = words.stream().mapToInt(word -> word.text().length()).sum();
        if (words.size() > MOST_WORDS || characters > MOST_CHARACTERS)
            complaints.add(
                    FIELD,
                    "has more than %d words or %d characters"
                            .formatted(MOST_WORDS, MOST_CHARACTERS));
        complaints.hear(FIELD, () -> requireSome(raw));
    }

    private static Object requireSome(Object raw) {
        var empty = raw instanceof List<?> lines && lines.isEmpty() || "".equals(raw);
        if (empty) throw new Unfit("is empty; give at least one option such as \"-c:v libx264\"");
        return raw;
    }

    private void split(String where, String line) {
        complaints
                .hear(where, () -> Words.split(line))
                .ifPresent(found -> found.forEach(text -> words.add(new Word(where, text))));
    }

    private void readWords() {
        for (var at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (!isOption(word.text())) {
                complaints.add(word.where(), standsAlone(word.text()));
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
                .formatted(Values.shown(word));
    }

    /** How many of the words after it the option took: none or one. */
    private int readOption(Word option, Word next) {
        var written = option.text().substring(1);
        try {
            var named = NamedOption.find(written);
            if (named.rule().isFlag()) {
                settings.add(named.flag(option.where()));
                return 0;
            }
            if (next == null) throw new Unfit("needs a value: %s", named.rule().value().describe());
            complain(option, () -> settings.add(named.with(option.where(), next.text())));
            return 1;
        } catch (Unfit unfit) {
            complain(
                    option,
                    () -> {
                        throw unfit;
                    });
            return next == null || isOption(next.text()) ? 0 : 1;
        }
    }

    private void complain(Word option, Runnable reading) {
        try {
            reading.run();
        } catch (Unfit unfit) {
            complaints.add(option.where(), Values.shown(option.text()) + ": " + unfit.getMessage());
        }
    }

    private Draft draft(Optional<Container> named) {
        var options = new OutputOptions(settings);
        var chosen = named.or(() -> options.value("f").map(Container::muxedAs));
        var twoPass = options.has("pass");
        return new Draft(
                options.without("f", "y", "hide_banner", "pass"), chosen, twoPass, Clip.ALL);
    }
}
