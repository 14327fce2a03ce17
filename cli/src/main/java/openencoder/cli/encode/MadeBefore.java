package openencoder.cli.encode;

import openencoder.cli.api.WriteFailed;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What earlier runs made in an output folder, from which film and with which preset: a hidden file
 * of one line each there. So a run that is repeated knows what it need not make again.
 */
final class MadeBefore {

    static final String NAME = ".openencoder-made.jsonl";

    private final Path out;
    private final Map<String, String> lines = new HashMap<>();

    private MadeBefore(Path out) {
        this.out = out;
    }

    static MadeBefore in(Path out) {
        var made = new MadeBefore(out);
        var file = out.resolve(NAME);
        if (!Files.isReadable(file)) return made;
        try {
            for (var line : Files.readAllLines(file)) made.read(line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return made;
    }

    private void read(String line) {
        try {
            var entry = JsonMapper.shared().readTree(line);
            lines.put(entry.path("output").asString(""), line);
        } catch (JacksonException _) {
            // The end of a run that was cut short.
        }
    }

    /** Whether what is there was made from this film, as it is now, with this preset. */
    boolean has(Wanted wanted) {
        return entry(wanted).equals(lines.get(output(wanted)));
    }

    synchronized void add(Wanted wanted) {
        try {
            Files.writeString(
                    out.resolve(NAME),
                    entry(wanted) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new WriteFailed(out.resolve(NAME), failed);
        }
    }

    private String entry(Wanted wanted) {
        var film = wanted.film().file();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("output", output(wanted));
        entry.put("preset", wanted.preset());
        entry.put("film", film.getFileName().toString());
        try {
            entry.put("size", Files.size(film));
            entry.put("changed", Files.getLastModifiedTime(film).toMillis());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return JsonMapper.shared().writeValueAsString(entry);
    }

    private String output(Wanted wanted) {
        return out.relativize(wanted.target()).toString();
    }
}
