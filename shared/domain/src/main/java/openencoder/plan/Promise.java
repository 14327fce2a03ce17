package openencoder.plan;

import openencoder.media.StreamKind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an output must be like.
 *
 * @param kinds of streams that it must hold
 * @param length of it for sure, give or take a little; empty when that is not known
 * @param isWhole whether it covers the source from end to end at its own speed
 * @param keepsFrames whether each frame of the source becomes one of the output
 * @param copiedFrom where copied streams begin in the source: pictures with the first key frame
 *     after it; zero if nothing is copied, or all from the beginning
 */
public record Promise(
        List<StreamKind> kinds,
        Optional<Duration> length,
        boolean isWhole,
        boolean keepsFrames,
        Duration copiedFrom) {
    public Promise(List<StreamKind> kinds, Optional<Duration> length, boolean isWhole) {
        this(kinds, length, isWhole, false);
    }

    public Promise(
            List<StreamKind> kinds,
            Optional<Duration> length,
            boolean isWhole,
            boolean keepsFrames) {
        this(kinds, length, isWhole, keepsFrames, Duration.ZERO);
    }

    public Promise {
        kinds = List.copyOf(kinds);
    }
}
