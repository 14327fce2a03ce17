package openencoder.worker.agent;

import openencoder.job.Progress;
import openencoder.worker.ffmpeg.Tick;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a job is as a whole.
 *
 * <pre>
 * 0 downloading 5 probing 5 encoding 95 uploading 100
 * </pre>
 */
final class Percent {
    static final Progress PROBING = Progress.at(5);
    static final Progress UPLOADING = Progress.at(95);

    private Percent() {}

    static Progress downloaded(long received, long size) {
        return Progress.at(5 * share(received, size));
    }

    static Progress uploaded(long sent, long size) {
        return Progress.at(95 + 5 * share(sent, size));
    }

    /**
     * @param pass from 0
     * @param length of the film; empty when unknown, and then so is the percentage
     */
    static Progress encoded(Tick tick, int pass, int passes, Optional<Duration> length) {
        if (length.isEmpty())
            return new Progress(Optional.empty(), tick.fps(), tick.speed(), Optional.empty());
        var done = tick.outTime().map(time -> share(time.toMillis(), length.get().toMillis()));
        var share = (pass + done.orElse(0.0)) / passes;
        return new Progress(
                Optional.of(5 + 90 * share),
                tick.fps(),
                tick.speed(),
                eta(tick, share, passes, length.get()));
    }

    private static Optional<Duration> eta(Tick tick, double share, int passes, Duration length) {
        var left = (1 - share) * passes * length.toMillis();
        return tick.speed()
                .filter(speed -> speed > 0)
                .map(speed -> Duration.ofMillis(Math.round(left / speed)));
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 1 : Math.clamp((double) part / whole, 0, 1);
    }
}
