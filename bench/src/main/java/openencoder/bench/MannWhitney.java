package openencoder.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The Mann-Whitney U test of whether two samples are of one distribution, by the normal
 * approximation with continuity and tie correction; good from some twenty values on.
 *
 * @param u of the first sample
 * @param p two-sided
 */
record MannWhitney(double u, double p) {
    private static final double[] TAIL = {
        1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530
    };

    private record Ranked(double value, boolean isFirst) {}

    static MannWhitney of(List<Double> first, List<Double> second) {
        var all = new ArrayList<Ranked>();
        first.forEach(value -> all.add(new Ranked(value, true)));
        second.forEach(value -> all.add(new Ranked(value, false)));
        all.sort(Comparator.comparingDouble(Ranked::value));
        var ranks = 0.0;
        var ties = 0.0;
        for (var from = 0; from < all.size(); ) {
            var to = from;
            while (to < all.size() && all.get(to).value() == all.get(from).value()) to++;
            var rank = (from + 1 + to) / 2.0;
            ranks += rank * all.subList(from, to).stream().filter(Ranked::isFirst).count();
            var tied = (double) (to - from);
            ties += tied * tied * tied - tied;
            from = to;
        }
        return of(ranks, ties, first.size(), second.size());
    }

    private static MannWhitney of(double ranks, double ties, double n, double m) {
        var u = ranks - n * (n + 1) / 2;
        var total = n + m;
        var deviation = Math.sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))));
        var distance = Math.max(0, Math.abs(u - n * m / 2) - 0.5);
        return new MannWhitney(u, deviation == 0 ? 1 : 2 * beyond(distance / deviation));
    }

    /** The normal distribution's tail; Abramowitz and Stegun 26.2.17, to 7.5e-8. */
    private static double beyond(double z) {
        var t = 1 / (1 + 0.2316419 * z);
        var series = 0.0;
        for (var factor : TAIL) series = t * (factor + series);
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
