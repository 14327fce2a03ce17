package openencoder.cli.encode;

import openencoder.cli.command.CommandFailed;
import openencoder.cli.connect.KnownPreset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is to be made, and where it goes: named after the films, and none over another. */
record OutputPlan(Path out, List<Wanted> all) {

    private static final int NAMES_SHOWN = 5;
    private static final boolean IGNORES_CASE = System.getProperty("os.name", "").startsWith("Mac");

    /** Two outputs would have one name, or an output is one of the films. */
    static final class Collision extends RuntimeException {
        Collision(String message) {
            super(message);
        }
    }

    /**
     * @throws Collision before anything is made
     */
    static OutputPlan of(List<FilmFile> films, List<KnownPreset> presets, Path out) {
        var byTarget = new LinkedHashMap<String, Wanted>();
        boolean alone = films.size() * presets.size() == 1;
        for (var film : films) {
            for (var preset : presets) {
                var suffix = presets.size() > 1 ? "." + preset.name() : "";
                var label = alone ? "" : film.name() + suffix;
                var target = out.resolve(film.name() + suffix + ending(preset));
                var wanted = new Wanted(film, preset.name(), target, preset.makesFolder(), label);
                var other = byTarget.putIfAbsent(key(target), wanted);
                if (other != null)
                    throw new Collision(
                            "%s and %s would both become %s; encode them with different --out."
                                    .formatted(other.film().file(), film.file(), target));
            }
        }
        var plan = new OutputPlan(out, List.copyOf(byTarget.values()));
        plan.spareFilms(films);
        plan.requireFolders();
        return plan;
    }

    private static String ending(KnownPreset preset) {
        return preset.makesFolder() ? "" : "." + preset.extension();
    }

    private static String key(Path target) {
        var name = target.toString();
        return IGNORES_CASE ? name.toLowerCase(Locale.ROOT) : name;
    }

    private void spareFilms(List<FilmFile> films) {
        for (var wanted : all) {
            if (!Files.exists(wanted.target())) continue;
            for (var film : films) {
                if (isSame(film.file(), wanted.target()))
                    throw new Collision(
                            "%s is itself to be encoded; choose another --out."
                                    .formatted(wanted.target()));
            }
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException _) {
            return false;
        }
    }

    private void requireFolders() {
        for (var wanted : all) {
            var target = wanted.target();
            if (Files.exists(target) && Files.isDirectory(target) != wanted.isFolder())
                throw new Collision(
                        "%s is %s."
                                .formatted(
                                        target, wanted.isFolder() ? "not a folder" : "a folder"));
            for (var up = target.getParent(); up != null && !up.equals(out); up = up.getParent()) {
                if (Files.exists(up) && !Files.isDirectory(up))
                    throw new Collision(up + " is not a folder.");
            }
        }
    }

    /**
     * What an earlier run made already.
     *
     * @throws CommandFailed naming what is there and is something else
     */
    List<Wanted> madeAlready(MadeBefore before) {
        var kept = new ArrayList<Wanted>();
        var inTheWay = new ArrayList<Path>();
        for (var wanted : all) {
            if (!Files.exists(wanted.target())) continue;
            if (all.size() > 1 && before.has(wanted)) kept.add(wanted);
            else inTheWay.add(wanted.target());
        }
        if (!inTheWay.isEmpty()) throw new CommandFailed(refusal(inTheWay));
        return kept;
    }

    private String refusal(List<Path> inTheWay) {
        if (all.size() == 1)
            return "%s is there already. --force replaces it.".formatted(inTheWay.getFirst());
        var names = inTheWay.stream().limit(NAMES_SHOWN).map(Path::toString).toList();
        int more = inTheWay.size() - names.size();
        return "There already, and not made from these films as they are with these presets: %s%s."
                        .formatted(
                                String.join(", ", names),
                                more > 0 ? " and %d more".formatted(more) : "")
                + " --force replaces what is there.";
    }

    /** What is to be made of each film, in the films' order. */
    static Map<FilmFile, List<Wanted>> byFilm(List<Wanted> some) {
        var grouped = new LinkedHashMap<FilmFile, List<Wanted>>();
        for (var wanted : some)
            grouped.computeIfAbsent(wanted.film(), _ -> new ArrayList<>()).add(wanted);
        return grouped;
    }
}
