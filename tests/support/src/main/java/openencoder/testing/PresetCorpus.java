package openencoder.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Presets to try things on: those of everyday use, and those of people who mean harm. */
public final class PresetCorpus {
    private static final String SEPARATOR = " :: ";

    /**
     * @param name what it is, or for a hostile one what its refusal must name: an option ({@code
     *     -vf}), a field ({@code data.video.crf}) or a word in quotes
     * @param data as a caller of the API gives it
     */
    public record Sample(String name, String data) {
        public Map<String, Object> tree() {
            return JsonTree.of(data);
        }

        @Override
        public String toString() {
            return name + ": " + data;
        }
    }

    private PresetCorpus() {}

    /** Each is accepted and encodes a source that has pictures and sound. */
    public static List<Sample> ordinary() {
        return read("ordinary.txt");
    }

    /** Each is refused. */
    public static List<Sample> hostile() {
        return read("hostile.txt");
    }

    private static List<Sample> read(String file) {
        try (var in = PresetCorpus.class.getResourceAsStream("/openencoder/presets/" + file)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .map(line -> line.split(SEPARATOR, 2))
                    .map(cells -> new Sample(cells[0], cells[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
