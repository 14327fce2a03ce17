package openencoder.worker.ffmpeg;

import java.time.Duration;

/**
 * When FFmpeg is ended because it does not end by itself.
 *
 * @param stall the longest time without any film encoded
 * @param total the longest that all runs for a job may take
 * @param grace between asking it to end and making it
 */
public record EncodeLimits(Duration stall, TimeAllowance total, Duration grace) {
    public EncodeLimits(Duration stall, Duration total, Duration grace) {
        this(stall, TimeAllowance.always(total), grace);
    }
}
