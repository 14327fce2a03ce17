package openencoder.encoding.grammar;

import java.util.stream.DoubleStream;

/**
 * A number that lies between two others.
 *
 * @param ticks how often it is counted in ticks of a time base that is not known: a presentation
 *     time once, a number of frames not at all, the length of a tick minus once
 */
public record Quantity(double low, double high, int ticks) {
    static final Quantity TRUTH = new Quantity(0, 1, 0);

    public static Quantity exactly(double number) {
        return new Quantity(number, number, 0);
    }

    public static Quantity between(double low, double high) {
        return new Quantity(low, high, 0);
    }

    /** The same figures, counted in ticks. */
    public Quantity inTicks(int count) {
        return new Quantity(low, high, count);
    }

    public Quantity times(double factor) {
        return times(exactly(factor));
    }

    public double length() {
        return high - low;
    }

    boolean isZero() {
        return low == 0 && high == 0;
    }

    Quantity plus(Quantity other) {
        return new Quantity(low + other.low, high + other.high, ticks);
    }

    Quantity negated() {
        return new Quantity(-high, -low, ticks);
    }

    Quantity times(Quantity other) {
        return spanning(
                ticks + other.ticks,
                low * other.low,
                low * other.high,
                high * other.low,
                high * other.high);
    }

    Quantity inverse() {
        return low <= 0 && high >= 0
                ? new Quantity(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -ticks)
                : spanning(-ticks, 1 / low, 1 / high);
    }

    /** What may be this or the other. */
    Quantity or(Quantity other) {
        return spanning(ticks, low, high, other.low, other.high);
    }

    static Quantity spanning(int ticks, double... ends) {
        var low = DoubleStream.of(ends).min().orElseThrow();
        var high = DoubleStream.of(ends).max().orElseThrow();
        return new Quantity(low, high, ticks);
    }
}
