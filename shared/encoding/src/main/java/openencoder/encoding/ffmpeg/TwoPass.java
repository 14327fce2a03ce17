package openencoder.encoding.ffmpeg;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.grammar.Value.Text;
import openencoder.encoding.recipe.Defaults;
import openencoder.encoding.recipe.Rendition;
import openencoder.encoding.recipe.Settings;
import openencoder.media.StreamKind;

import java.nio.file.Path;
import java.util.List;

/**
 * How an encoder is told which pass it is in, and where the first one leaves its notes.
 *
 * @param isOne whether there are two passes at all
 * @param byParameters whether the encoder takes both among its parameters
 */
record TwoPass(boolean isOne, boolean byParameters, String log) {
    private static final String PARAMETERS = "x265-params";

    static TwoPass of(Rendition rendition, Path log, int index) {
        // libx265 has no -pass: pass and log are parameters of its own.
        var isX265 = rendition.video().named().filter(codec -> codec == Codec.X265).isPresent();
        return new TwoPass(
                rendition.isTwoPass(), isX265, index == 0 ? "" + log : log + "-" + index);
    }

    List<String> arguments(int pass) {
        if (!isOne || byParameters) return List.of();
        return List.of("-pass", Integer.toString(pass), "-passlogfile", log);
    }

    Settings settings(int pass, Settings settings) {
        if (!isOne || !byParameters) return settings;
        var own = "pass=%d:stats=%s".formatted(pass, escaped(log));
        return settings.last(PARAMETERS, StreamKind.VIDEO)
                .map(
                        given ->
                                settings.replace(
                                        given,
                                        given.with(new Text(given.value().text() + ":" + own))))
                .orElseGet(() -> settings.with(Defaults.setting(PARAMETERS, new Text(own))));
    }

    // FFmpeg takes the list apart with av_dict_parse_string, which unescapes \ and quotes.
    private static String escaped(String path) {
        return path.replaceAll("[\\\\':=]", "\\\\$0");
    }
}
