package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Vocabulary;

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

    private static final Reasons WHY_NOT =
            new Reasons()
                    .why("opens a file", "movie amovie subtitles ass lut3d lut1d")
                    .why("opens font and text files", "drawtext")
                    .why("needs a second input", "haldclut overlay")
                    .why("opens a file and changes other filters", "sendcmd asendcmd")
                    .why("opens a network address", "zmq azmq")
                    .why("loads a program", "ladspa frei0r")
                    .why("writes a file", "metadata ametadata")
                    .why("may never end", "loop aloop apad")
                    .why("keeps the whole film in memory", "reverse areverse")
                    .why("calculates each pixel and takes for ever", "geq");

    private Filters() {}

    static Unsupported because(String name) {
        return new Unsupported(
                "the filter '%s' %s",
                Unsupported.shown(name), WHY_NOT.of(name, "is not one that presets may use"));
    }
}
