package openencoder.worker.bundled;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where FFmpeg may be, as the environment tells.
 *
 * @param ffmpeg FFMPEG_PATH; when only FFPROBE_PATH is set, its neighbour
 * @param ffprobe FFPROBE_PATH; when only FFMPEG_PATH is set, its neighbour
 * @param cache FFMPEG_CACHE, or else a folder in the user's own cache
 * @param searchPath the folders of PATH
 * @param libraryPath LD_LIBRARY_PATH, on which an FFmpeg of the user's own may rely
 */
record FfmpegSettings(
        Optional<Path> ffmpeg,
        Optional<Path> ffprobe,
        Path cache,
        List<Path> searchPath,
        Optional<String> libraryPath) {

    static FfmpegSettings from(Map<String, String> environment) {
        var ffmpeg = path(environment, "FFMPEG_PATH");
        var ffprobe = path(environment, "FFPROBE_PATH");
        return new FfmpegSettings(
                ffmpeg.or(() -> ffprobe.map(program -> program.resolveSibling("ffmpeg"))),
                ffprobe.or(() -> ffmpeg.map(program -> program.resolveSibling("ffprobe"))),
                path(environment, "FFMPEG_CACHE")
                        .orElseGet(() -> userCache(environment).resolve("open-encoder/ffmpeg")),
                searchPath(environment.getOrDefault("PATH", "")),
                value(environment, "LD_LIBRARY_PATH"));
    }

    private static Path userCache(Map<String, String> environment) {
        return path(environment, "XDG_CACHE_HOME")
                .orElseGet(
                        () ->
                                path(environment, "HOME")
                                        .orElseGet(() -> Path.of(System.getProperty("user.home")))
                                        .resolve(".cache"));
    }

    private static List<Path> searchPath(String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return value(environment, name).map(Path::of).map(Path::toAbsolutePath);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
