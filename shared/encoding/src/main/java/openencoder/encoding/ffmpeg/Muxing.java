package openencoder.encoding.ffmpeg;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.recipe.Rendition;
import openencoder.output.FileNames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of an output: what kind of file, and where it goes. */
final class Muxing {
    private Muxing() {}

    static List<String> arguments(Rendition rendition, Path file) {
        var arguments = new ArrayList<String>();
        if (rendition.container() == Container.HLS) arguments.addAll(segments(rendition, file));
        arguments.addAll(List.of("-f", rendition.container().muxer(), "file:" + file));
        return arguments;
    }

    private static List<String> segments(Rendition rendition, Path playlist) {
        var settings = rendition.settings();
        var names = new FileNames(playlist.getFileName().toString());
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
        var pattern = names.segmentPattern(isFmp4 ? "m4s" : "ts");
        arguments.addAll(List.of("-hls_segment_filename", beside(playlist, pattern)));
        return arguments;
    }

    private static String beside(Path playlist, String pattern) {
        var folder = Path.of(playlist.getParent().toString().replace("%", "%%"));
        return folder.resolve(pattern).toString();
    }
}
