package openencoder.worker.ffmpeg;

import java.time.Duration;
import java.util.Optional;

/**
 * How far FFmpeg is, by its own account.
 *
 * @param outTime length of what is encoded so far; empty when FFmpeg cannot tell yet
 * @param fps frames encoded a second
 * @param speed film seconds encoded a second
 * @param frames encoded so far; empty without a picture
 */
public record Tick(
        Optional<Duration> outTime,
        Optional<Double> fps,
        Optional<Double> speed,
        Optional<Long> frames) {
    static final Tick NONE = new Tick(Optional.empty(), Optional.empty(), Optional.empty());

    public Tick(Optional<Duration> outTime, Optional<Double> fps, Optional<Double> speed) {
        this(outTime, fps, speed, Optional.empty());
    }
}
