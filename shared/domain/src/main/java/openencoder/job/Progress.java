package openencoder.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param percent of the whole job, 0 to 100; empty when unknown
 * @param fps frames encoded a second
 * @param speed film seconds encoded a second
 * @param eta until the encode ends
 */
public record Progress(
        Optional<Double> percent,
        Optional<Double> fps,
        Optional<Double> speed,
        Optional<Duration> eta) {
    public static final Progress NONE = at(0);
    public static final Progress UNKNOWN =
            new Progress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static Progress at(double percent) {
        return new Progress(
                Optional.of(percent), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This, but never further back than {@code earlier} and never past 100. */
    public Progress noLessThan(Progress earlier) {
        var floor = earlier.percent().orElse(0.0);
        return new Progress(percent.map(p -> Math.min(100, Math.max(floor, p))), fps, speed, eta);
    }
}
