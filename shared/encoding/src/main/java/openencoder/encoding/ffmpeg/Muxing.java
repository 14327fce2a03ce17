package openencoder.encoding.ffmpeg;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.recipe.Rendition;
import openencoder.output.FileNames;

import java.util.ArrayList;
import java.util.List;

/** The end of an output: what kind of file, and where it goes. */
final class Muxing {
    private Muxing() {}

    static List<String> arguments(Rendition rendition, String folder, String name) {
        var arguments = new ArrayList<String>();
        if (rendition.container() == Container.HLS)
            arguments.addAll(segments(rendition, folder, new FileNames(name)));
        arguments.addAll(
                List.of("-f", rendition.container().muxer(), "file:" + folder + "/" + name));
        return arguments;
    }

    private static List<String> segments(Rendition rendition, String folder, FileNames names) {
        var settings = rendition.settings();
        var isFmp4 =
                settings.value("hls_segment_type", Value.class)
                        .filter(type -> type.text().equals("fmp4"))
                        .isPresent();
        var arguments = new ArrayList<String>();
        if (!settings.has("hls_time")) arguments.addAll(List.of("-hls_time", "6"));
        if (!settings.has("hls_playlist_type"))
            arguments.addAll(List.of("-hls_playlist_type", "vod"));
        if (!settings.has("hls_list_size")) arguments.addAll(List.of("-hls_list_size", "0"));
        arguments.addAll(List.of("-start_number", "1"));
        if (isFmp4) arguments.addAll(List.of("-hls_fmp4_init_filename", names.init()));
        // in a pattern a doubled percent sign stands for itself
        var pattern = folder.replace("%", "%%") + "/" + names.segmentPattern(isFmp4 ? "m4s" : "ts");
        arguments.addAll(List.of("-hls_segment_filename", pattern));
        return arguments;
    }
}
