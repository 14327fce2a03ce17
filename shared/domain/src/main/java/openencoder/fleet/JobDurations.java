package openencoder.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.DoubleStream;

/**
 * How long a machine has a job.
 *
 * @param mean at least a second
 * @param spread standard deviation
 */
public record JobDurations(Duration mean, Duration spread) {
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** As long as nothing has been measured. */
    public static final JobDurations UNKNOWN =
            new JobDurations(Duration.ofMinutes(2), Duration.ofMinutes(2));

    public JobDurations {
        if (mean.compareTo(LEAST) < 0) mean = LEAST;
    }

    /**
     * Measured.
     *
     * @param ended how long jobs took that ended lately
     * @param running how long running jobs take so far; those that already take longer than the
     *     mean of the others count, for a fleet must not wait for its first long job to end to
     *     learn that jobs are long
     */
    public static JobDurations of(Collection<Duration> ended, Collection<Duration> running) {
        var known =
                ended.isEmpty()
                        ? seconds(UNKNOWN.mean())
                        : mean(ended.stream().mapToDouble(JobDurations::seconds));
        var samples =
                DoubleStream.concat(
                                ended.stream().mapToDouble(JobDurations::seconds),
                                running.stream()
                                        .mapToDouble(JobDurations::seconds)
                                        .filter(each -> each > known))
                        .toArray();
        if (samples.length == 0) return UNKNOWN;
        var mean = mean(DoubleStream.of(samples));
        var variance = mean(DoubleStream.of(samples).map(each -> (each - mean) * (each - mean)));
        return new JobDurations(duration(mean), duration(Math.sqrt(variance)));
    }

    /** Standard deviation as a share of the mean. */
    double variation() {
        return seconds(spread) / seconds(mean);
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
