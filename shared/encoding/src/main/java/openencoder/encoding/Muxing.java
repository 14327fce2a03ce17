package openencoder.encoding;

import openencoder.output.FileNames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a command: what kind of file, and where it goes. */
final class Muxing {
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
        var names = new FileNames(files.name());
        if (isFmp4) arguments.addAll(List.of("-hls_fmp4_init_filename", names.init()));
        arguments.addAll(List.of("-hls_segment_filename", segmentPattern(files, names, isFmp4)));
        return arguments;
    }

    private static String segmentPattern(
            FfmpegCommand.Files files, FileNames names, boolean isFmp4) {
        var folder = Path.of(files.folder().toString().replace("%", "%%"));
        return folder.resolve(names.segmentPattern(isFmp4 ? "m4s" : "ts")).toString();
    }
}
