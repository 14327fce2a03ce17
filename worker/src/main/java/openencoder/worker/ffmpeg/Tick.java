package openencoder.worker.ffmpeg;

import java.time.Duration;
import java.util.Optional;

/**
 * How far FFmpeg is, by its own account.
 *
 * @param outTime length of what is encoded so far; empty when FFmpeg cannot tell yet
 * @param fps frames encoded a second
 * @param speed film seconds encoded a second
 */
public record Tick(Optional<Duration> outTime, Optional<Double> fps, Optional<Double> speed) {
    static final Tick NONE = new Tick(Optional.empty(), Optional.empty(), Optional.empty());
}
