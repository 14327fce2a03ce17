package openencoder.worker.bundled;

import java.util.List;

/** Nothing on this machine can encode. The message says what was tried and what would help. */
public final class NoWorkingFfmpeg extends RuntimeException {
    NoWorkingFfmpeg(List<String> refusals) {
        super(
                """
                No FFmpeg of version %s or newer works here:
                - %s
                Install one with its ffprobe and set FFMPEG_PATH and FFPROBE_PATH to them. \
                The bundled one runs on Linux with glibc 2.35 or newer and libstdc++ (Debian 12, \
                Ubuntu 22.04 and later: apt-get install libstdc++6) and on macOS, from a folder \
                that may hold programs (set FFMPEG_CACHE).\
                """
                        .formatted(FfmpegRelease.OLDEST_SAFE, String.join("\n- ", refusals)));
    }
}
