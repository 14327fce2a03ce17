package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;

/** The end of a command: what kind of file, and where it goes. */
final class Muxing {
    private static final String PLAYLIST = ".m3u8";

    private Muxing() {}

    static List<String> arguments(EncodingSettings settings, FfmpegCommand.Files files) {
        var arguments = new ArrayList<String>();
        if (settings.container() == Container.HLS) arguments.addAll(segments(settings, files));
        arguments.addAll(List.of("-f", settings.container().muxer()));
        arguments.add("file:" + files.folder().resolve(files.name()));
        return arguments;
    }

    private static List<String> segments(EncodingSettings settings, FfmpegCommand.Files files) {
        var options = settings.options();
        var isFmp4 = options.value("hls_segment_type").filter("fmp4"::equals).isPresent();
        var arguments = new ArrayList<String>();
        if (!options.has("hls_time")) arguments.addAll(List.of("-hls_time", "6"));
        if (!options.has("hls_playlist_type"))
            arguments.addAll(List.of("-hls_playlist_type", "vod"));
        if (!options.has("hls_list_size")) arguments.addAll(List.of("-hls_list_size", "0"));
        arguments.addAll(List.of("-start_number", "1"));
        if (isFmp4) arguments.addAll(List.of("-hls_fmp4_init_filename", stem(files) + "_init.mp4"));
        arguments.addAll(List.of("-hls_segment_filename", segmentPattern(files, isFmp4)));
        return arguments;
    }

    // %05d is the segment's number; any other percent sign is doubled to stand for itself.
    private static String segmentPattern(FfmpegCommand.Files files, boolean isFmp4) {
        var start = files.folder().resolve(stem(files)).toString().replace("%", "%%");
        return start + "_%05d" + (isFmp4 ? ".m4s" : ".ts");
    }

    private static String stem(FfmpegCommand.Files files) {
        var name = files.name();
        return name.endsWith(PLAYLIST)
                ? name.substring(0, name.length() - PLAYLIST.length())
                : name;
    }
}
