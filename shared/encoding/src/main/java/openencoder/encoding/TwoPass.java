package openencoder.encoding;

import java.nio.file.Path;
import java.util.List;

/** How an encoder is told which pass it is in, and where the first one leaves its notes. */
final class TwoPass {
    private TwoPass() {}

    static List<String> arguments(int pass, Path log) {
        return List.of("-pass", Integer.toString(pass), "-passlogfile", log.toString());
    }

    /** libx265 has no {@code -pass}: pass and log are parameters of its own. */
    static OutputOptions x265(OutputOptions options, int pass, Path log) {
        var own = "pass=%d:stats=%s".formatted(pass, escaped(log.toString()));
        var given = options.last("x265-params", 'v');
        if (given.isEmpty()) return options.with(Completion.setting("x265-params", own));
        var joined = given.get().withValue(given.get().value() + ":" + own);
        return new OutputOptions(
                options.settings().stream()
                        .map(setting -> setting.is("x265-params") ? joined : setting)
                        .toList());
    }

    // FFmpeg takes the list apart with av_dict_parse_string, which unescapes \ and quotes.
    private static String escaped(String path) {
        return path.replaceAll("[\\\\':=]", "\\\\$0");
    }
}
