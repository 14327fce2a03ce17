package openencoder.job;

import openencoder.media.ObjectKey;

import java.time.Duration;
import java.util.Optional;

/**
 * One file that a job made.
 *
 * @param key where it is published
 * @param size in bytes
 * @param sha256 of its bytes, 64 hex digits
 * @param duration of the film; empty for a file that is none, such as a playlist
 * @param video of its first video stream
 * @param audio codec name of its first audio stream
 */
public record Output(
        ObjectKey key,
        long size,
        String sha256,
        Optional<Duration> duration,
        Optional<Video> video,
        Optional<String> audio) {
    /**
     * @param codec FFmpeg's name, such as {@code h264}
     */
    public record Video(String codec, int width, int height) {}
}
