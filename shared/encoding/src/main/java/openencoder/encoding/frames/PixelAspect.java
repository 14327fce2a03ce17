package openencoder.encoding.frames;

import java.math.BigInteger;

/** How wide a pixel is for its height, as FFmpeg keeps it: a fraction of whole numbers. */
public record PixelAspect(long width, long height) {
    public static final PixelAspect SQUARE = new PixelAspect(1, 1);

    /** Counts as square where a number is wanted, and stays unknown where it is scaled. */
    public static final PixelAspect UNKNOWN = new PixelAspect(0, 1);

    private static final long LARGEST = Integer.MAX_VALUE;

    boolean isKnown() {
        return width != 0;
    }

    double number() {
        return isKnown() ? (double) width / height : 1;
    }

    public PixelAspect inverse() {
        return isKnown() ? new PixelAspect(height, width) : this;
    }

    /** Times this fraction. */
    PixelAspect times(long dividend, long divisor) {
        return isKnown()
                ? reduced(
                        BigInteger.valueOf(width).multiply(BigInteger.valueOf(dividend)),
                        BigInteger.valueOf(height).multiply(BigInteger.valueOf(divisor)),
                        LARGEST)
                : this;
    }

    /** As {@code av_d2q} does it. */
    static PixelAspect of(double number, long largest) {
        var exponent = Math.max(0, Math.getExponent(number));
        var divisor = BigInteger.ONE.shiftLeft(62 - exponent);
        var dividend = BigInteger.valueOf((long) Math.floor(number * divisor.doubleValue() + 0.5));
        return reduced(dividend, divisor, largest);
    }

    // as av_reduce does it: the last convergent of the continued fraction that is small enough
    private static PixelAspect reduced(BigInteger dividend, BigInteger divisor, long largest) {
        var most = BigInteger.valueOf(largest);
        var common = dividend.gcd(divisor).max(BigInteger.ONE);
        var over = dividend.divide(common);
        var under = divisor.divide(common);
        if (over.compareTo(most) <= 0 && under.compareTo(most) <= 0)
            return new PixelAspect(over.longValue(), under.longValue());
        BigInteger[] before = {BigInteger.ZERO, BigInteger.ONE};
        BigInteger[] last = {BigInteger.ONE, BigInteger.ZERO};
        while (under.signum() != 0) {
            var times = over.divide(under);
            var next = step(times, last, before);
            if (next[0].max(next[1]).compareTo(most) > 0) {
                var fewer = fewerTimes(most, last, before, times);
                var half = fewer.shiftLeft(1).multiply(last[1]).add(before[1]);
                if (under.multiply(half).compareTo(over.multiply(last[1])) > 0)
                    last = step(fewer, last, before);
                break;
            }
            before = last;
            last = next;
            var rest = over.subtract(under.multiply(times));
            over = under;
            under = rest;
        }
        return new PixelAspect(last[0].longValue(), last[1].longValue());
    }

    private static BigInteger[] step(BigInteger times, BigInteger[] last, BigInteger[] before) {
        return new BigInteger[] {
            times.multiply(last[0]).add(before[0]), times.multiply(last[1]).add(before[1])
        };
    }

    private static BigInteger fewerTimes(
            BigInteger most, BigInteger[] last, BigInteger[] before, BigInteger times) {
        var fewer = times;
        if (last[0].signum() != 0) fewer = most.subtract(before[0]).divide(last[0]);
        if (last[1].signum() != 0) fewer = fewer.min(most.subtract(before[1]).divide(last[1]));
        return fewer;
    }
}
