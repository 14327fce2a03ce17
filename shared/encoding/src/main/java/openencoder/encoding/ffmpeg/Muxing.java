package openencoder.encoding.ffmpeg;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.recipe.Rendition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of an output: what kind of file, and where it goes. */
final class Muxing {
    private static final String PLAYLIST = ".m3u8";

    private Muxing() {}

    static List<String> arguments(Rendition rendition, Path file) {
        var arguments = new ArrayList<String>();
        if (rendition.container() == Container.HLS) arguments.addAll(segments(rendition, file));
        arguments.addAll(List.of("-f", rendition.container().muxer(), "file:" + file));
        return arguments;
    }

    private static List<String> segments(Rendition rendition, Path playlist) {
        var settings = rendition.settings();
        var isFmp4 =
                settings.value("hls_segment_type", Value.class)
                        .filter(type -> type.text().equals("fmp4"))
                        .isPresent();
        var stem = withoutExtension(playlist.toString());
        var arguments = new ArrayList<String>();
        if (!settings.has("hls_time")) arguments.addAll(List.of("-hls_time", "6"));
        if (!settings.has("hls_playlist_type"))
            arguments.addAll(List.of("-hls_playlist_type", "vod"));
        if (!settings.has("hls_list_size")) arguments.addAll(List.of("-hls_list_size", "0"));
        arguments.addAll(List.of("-start_number", "1"));
        if (isFmp4)
            arguments.addAll(
                    List.of(
                            "-hls_fmp4_init_filename",
                            withoutExtension(playlist.getFileName().toString()) + "_init.mp4"));
        // %05d is the segment's number; any other percent sign is doubled to stand for itself.
        arguments.addAll(
                List.of(
                        "-hls_segment_filename",
                        stem.replace("%", "%%") + "_%05d" + (isFmp4 ? ".m4s" : ".ts")));
        return arguments;
    }

    private static String withoutExtension(String playlist) {
        return playlist.endsWith(PLAYLIST)
                ? playlist.substring(0, playlist.length() - PLAYLIST.length())
                : playlist;
    }
}
