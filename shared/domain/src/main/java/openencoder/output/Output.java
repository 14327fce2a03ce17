package openencoder.output;

import openencoder.media.ObjectKey;

import java.time.Duration;
import java.util.Optional;

/**
 * A file that an attempt made and verified.
 *
 * @param key where it is, or will be, published
 * @param contentType such as {@code video/mp4}
 * @param size in bytes
 * @param sha256 of its content, 64 lower-case hexadecimal digits
 * @param duration empty for a file that is no film by itself
 * @param video of its first video stream
 * @param audio codec of its first audio stream
 */
public record Output(
        ObjectKey key,
        OutputKind kind,
        String contentType,
        long size,
        String sha256,
        Optional<Duration> duration,
        Optional<Video> video,
        Optional<String> audio) {
    /**
     * @param codec such as {@code h264}
     */
    public record Video(String codec, int width, int height) {}
}
