package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Vocabulary;

import java.util.Map;

/**
 * Every filter and argument that presets may use: what is not here is refused. A row is the
 * filter's name, the arguments that may stand without a name in FFmpeg's order, a slash, and the
 * others; it may go on in indented lines; see {@link Vocabulary} for what they take. An argument
 * that names a file (loudnorm's {@code stats_file}, curves' {@code psfile}, deshake's {@code
 * filename} …) never belongs here, nor a filter that reads one, runs without end or keeps the whole
 * film in memory.
 */
public final class Filters {
    public static final Table<FilterRule> VIDEO = new Table<>(VideoFilters.ROWS, FilterRule::of);
    public static final Table<FilterRule> AUDIO = new Table<>(AudioFilters.ROWS, FilterRule::of);

    private static final Map<String, String> WHY_NOT =
            Map.ofEntries(
                    Map.entry("movie", "opens a file"),
                    Map.entry("amovie", "opens a file"),
                    Map.entry("drawtext", "opens font and text files"),
                    Map.entry("subtitles", "opens a file"),
                    Map.entry("ass", "opens a file"),
                    Map.entry("lut3d", "opens a file"),
                    Map.entry("lut1d", "opens a file"),
                    Map.entry("haldclut", "needs a second input"),
                    Map.entry("overlay", "needs a second input"),
                    Map.entry("sendcmd", "opens a file and changes other filters"),
                    Map.entry("asendcmd", "opens a file and changes other filters"),
                    Map.entry("zmq", "opens a network address"),
                    Map.entry("azmq", "opens a network address"),
                    Map.entry("ladspa", "loads a program"),
                    Map.entry("frei0r", "loads a program"),
                    Map.entry("metadata", "writes a file"),
                    Map.entry("ametadata", "writes a file"),
                    Map.entry("loop", "may never end"),
                    Map.entry("aloop", "may never end"),
                    Map.entry("apad", "may never end"),
                    Map.entry("reverse", "keeps the whole film in memory"),
                    Map.entry("areverse", "keeps the whole film in memory"),
                    Map.entry("geq", "calculates each pixel and takes for ever"));

    private Filters() {}

    static Unsupported because(String name) {
        return new Unsupported(
                "the filter '%s' %s",
                Unsupported.shown(name),
                WHY_NOT.getOrDefault(name, "is not one that presets may use"));
    }
}
