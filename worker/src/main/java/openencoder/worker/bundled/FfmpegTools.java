package openencoder.worker.bundled;

import java.nio.file.Path;
import java.util.Map;

/**
 * An FFmpeg and an ffprobe that were seen to run.
 *
 * @param version as FFmpeg itself says it, such as {@code 8.1.2} or {@code n8.1.2-3-g0a5a8b1}
 * @param environment what both need in their environment, which may otherwise be empty
 */
public record FfmpegTools(
        Path ffmpeg, Path ffprobe, String version, Map<String, String> environment) {
    public FfmpegTools {
        environment = Map.copyOf(environment);
    }
}
