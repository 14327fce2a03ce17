package openencoder.job;

import java.time.Duration;
import java.util.Optional;

/**
 * What ffprobe found in a source.
 *
 * @param format ffprobe's format name, such as {@code matroska,webm}
 * @param size in bytes
 * @param duration empty when the file does not say
 * @param video of the first video stream; empty for audio only
 * @param audio of the first audio stream; empty for video only
 */
public record SourceFacts(
        String format,
        long size,
        Optional<Duration> duration,
        Optional<Video> video,
        Optional<Audio> audio) {
    /**
     * @param codec such as {@code h264}
     * @param width as stored, before rotation
     * @param height as stored, before rotation
     * @param frameRate average frames a second, 0 when unknown
     * @param rotation clockwise degrees a player turns it by: 0, 90, 180 or 270
     */
    public record Video(String codec, int width, int height, double frameRate, int rotation) {}

    /**
     * @param codec such as {@code aac}
     * @param sampleRate in Hz
     */
    public record Audio(String codec, int channels, int sampleRate) {}
}
