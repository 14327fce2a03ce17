package openencoder.bench.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Jobs as they come in a week.
 *
 * @param target how long a job may wait
 * @param arrivals in order of time
 */
record Trace(String name, Duration target, List<Arrival> arrivals) {
    static final int DAYS = 7;
    static final double DAY = 86_400;

    /** Of a job's length, which is lognormal: minutes, with a few of a quarter of an hour. */
    private static final double MEAN = 180;

    private static final double VARIATION = 1;

    /**
     * A job.
     *
     * @param at seconds since the beginning
     * @param seconds that a machine has it
     */
    record Arrival(double at, double seconds) {}

    /** 50 jobs an hour by day and by night: two and a half machines' work. */
    static Trace steady(long seed) {
        var random = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        poisson(arrivals, random, 50, 0, DAYS * DAY);
        return sorted("steady", Duration.ofMinutes(5), arrivals);
    }

    /** Two jobs an hour, and four times a day 40 to 160 within ten minutes. */
    static Trace burst(long seed) {
        var random = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        poisson(arrivals, random, 2, 0, DAYS * DAY);
        for (var i = 0; i < 4 * DAYS; i++) {
            var begin = random.nextDouble() * (DAYS * DAY - 3_600);
            var jobs = random.nextInt(40, 161);
            for (var j = 0; j < jobs; j++)
                arrivals.add(arrival(random, begin + random.nextDouble() * 600));
        }
        return sorted("burst", Duration.ofMinutes(5), arrivals);
    }

    /** 600 jobs at once at two in the morning, and six an hour in the office's time. */
    static Trace nightly(long seed) {
        var random = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        for (var day = 0; day < DAYS; day++) {
            var midnight = day * DAY;
            poisson(arrivals, random, 6, midnight + 9 * 3_600, midnight + 18 * 3_600);
            for (var j = 0; j < 600; j++)
                arrivals.add(arrival(random, midnight + 2 * 3_600 + random.nextDouble() * 60));
        }
        return sorted("nightly batch", Duration.ofHours(1), arrivals);
    }

    /** Seconds of work in the busiest hour, as machines. */
    int peak() {
        var hours = new double[DAYS * 24 + 1];
        arrivals.forEach(each -> hours[(int) (each.at() / 3_600)] += each.seconds());
        var most = 0.0;
        for (var hour : hours) most = Math.max(most, hour);
        return (int) Math.ceil(most / 3_600);
    }

    /** Seconds of work in a week, as machines. */
    int mean() {
        var work = arrivals.stream().mapToDouble(Arrival::seconds).sum();
        return (int) Math.ceil(work / (DAYS * DAY));
    }

    private static void poisson(
            List<Arrival> arrivals, Random random, double perHour, double from, double to) {
        for (var at = from + pause(random, perHour); at < to; at += pause(random, perHour))
            arrivals.add(arrival(random, at));
    }

    private static double pause(Random random, double perHour) {
        return -Math.log(1 - random.nextDouble()) * 3_600 / perHour;
    }

    private static Arrival arrival(Random random, double at) {
        var variance = Math.log(1 + VARIATION * VARIATION);
        var location = Math.log(MEAN) - variance / 2;
        return new Arrival(at, Math.exp(location + Math.sqrt(variance) * random.nextGaussian()));
    }

    private static Trace sorted(String name, Duration target, List<Arrival> arrivals) {
        arrivals.sort(Comparator.comparingDouble(Arrival::at));
        return new Trace(name, target, List.copyOf(arrivals));
    }
}
