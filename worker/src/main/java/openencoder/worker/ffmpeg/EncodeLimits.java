package openencoder.worker.ffmpeg;

import java.time.Duration;

/**
 * When FFmpeg is ended because it does not end by itself.
 *
 * @param stall the longest time without any film encoded
 * @param total the longest run
 * @param grace between asking it to end and making it
 */
public record EncodeLimits(Duration stall, Duration total, Duration grace) {}
