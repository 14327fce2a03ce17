package openencoder.bench.fleet;

import openencoder.bench.Figures;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What a week came to.
 *
 * @param cost US dollars
 * @param waits seconds from each job's arrival until it began
 * @param paid machines' time together
 * @param worked of which they had jobs
 * @param most machines at a time
 */
record Outcome(
        Trace trace,
        String scaler,
        BigDecimal cost,
        List<Double> waits,
        Duration paid,
        Duration worked,
        int most) {
    static final String HEAD =
            """
            | jobs | fleet | cost | p50 wait | p95 | p99 | within target | most machines \
            | machine-hours | idle |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
            """;

    double wait(double share) {
        return new Figures(waits).quantile(share);
    }

    /** Share of jobs that began within the target. */
    double within() {
        var target = trace.target().toSeconds();
        var inTime = waits.stream().filter(each -> each <= target).count();
        return (double) inTime / waits.size();
    }

    /** Share of the paid time in which there was no job, boot included. */
    double idle() {
        return 1 - (double) worked.toMillis() / paid.toMillis();
    }

    String row() {
        return "| %s | %s | $%.2f | %s | %s | %s | %.1f %% | %d | %.0f | %.0f %% |"
                .formatted(
                        trace.name(),
                        scaler,
                        cost,
                        clock(wait(0.5)),
                        clock(wait(0.95)),
                        clock(wait(0.99)),
                        100 * within(),
                        most,
                        paid.toMillis() / 3.6e6,
                        100 * idle());
    }

    private static String clock(double seconds) {
        var whole = Math.round(seconds);
        return whole < 3_600
                ? "%d:%02d".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d".formatted(whole / 3_600, whole / 60 % 60, whole % 60);
    }
}
