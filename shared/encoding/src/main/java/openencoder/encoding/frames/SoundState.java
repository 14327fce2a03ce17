package openencoder.encoding.frames;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.grammar.Expression;
import openencoder.encoding.grammar.Quantity;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Decimal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How long sound is between two filters, at most.
 *
 * @param seconds to its end, with the silence that a filter may put before it or into it
 * @param rate the highest that it may have, in samples a second
 * @param peak where it became longest
 */
public record SoundState(double seconds, double rate, Optional<Peak> peak) {
    /** Two days. */
    public static final long MOST_SECONDS = 48 * 3600;

    private static final double HIGHEST_RATE = 192_000;
    private static final double LOWEST_RATE = 4_000;

    /** That a filter makes it so long. */
    public record Peak(String filter, double seconds) {
        public boolean isBearable() {
            return seconds <= MOST_SECONDS;
        }
    }

    /** Sound as it comes from a source, of any rate. */
    public static SoundState of(double seconds) {
        return new SoundState(seconds, HIGHEST_RATE, Optional.empty());
    }

    /**
     * @throws Unsupported if what a filter makes cannot be known beforehand
     */
    public SoundState through(FilterChain chain) {
        var state = this;
        for (var filter : chain.filters()) {
            var next = state.step(filter);
            state = next.seconds > state.seconds ? next.comparedTo(filter) : next;
        }
        return state;
    }

    private SoundState comparedTo(Filter filter) {
        if (peak.filter(highest -> highest.seconds >= seconds).isPresent()) return this;
        return new SoundState(seconds, rate, Optional.of(new Peak(filter.name(), seconds)));
    }

    private SoundState step(Filter filter) {
        return switch (filter.name()) {
            case "atempo" -> lasting(seconds / number(filter, "tempo", 1));
            case "asetrate" -> played(number(filter, "sample_rate", 44_100));
            case "aresample" -> at(number(filter, "sample_rate", rate));
            case "aformat" -> at(HIGHEST_RATE);
            case "adelay" -> lasting(seconds + longest(filter));
            case "aecho" -> lasting(seconds + longest(filter));
            case "asetpts" -> lasting(end(filter));
            default -> this;
        };
    }

    private static double number(Filter filter, String argument, double otherwise) {
        return filter.value(argument).map(value -> ((Decimal) value).number()).orElse(otherwise);
    }

    private SoundState lasting(double length) {
        return new SoundState(length, rate, peak);
    }

    private SoundState at(double other) {
        return new SoundState(seconds, other, peak);
    }

    private SoundState played(double other) {
        return new SoundState(seconds * rate / other, other, peak);
    }

    // in thousandths unless it ends in s
    private static double longest(Filter filter) {
        var delays = filter.value("delays").map(Value::text).orElse("0");
        return Arrays.stream(delays.split("[|, ]"))
                .mapToDouble(
                        delay ->
                                delay.endsWith("s")
                                        ? Double.parseDouble(delay.replace("s", ""))
                                        : Double.parseDouble(delay) / 1_000)
                .max()
                .orElse(0);
    }

    private double end(Filter filter) {
        var given = filter.value("expr");
        if (given.isEmpty()) return seconds;
        var times = Quantity.between(0, seconds);
        var rates = Quantity.between(LOWEST_RATE, rate);
        var known =
                Map.of(
                        "PTS", times.inTicks(1),
                        "STARTPTS", times.inTicks(1),
                        "T", times,
                        "STARTT", times,
                        "N", Quantity.between(0, seconds * rate),
                        "NB_SAMPLES", Quantity.between(0, HIGHEST_RATE),
                        "TB", Quantity.exactly(1).inTicks(-1),
                        "SR", rates,
                        "SAMPLE_RATE", rates);
        var end = ((Expression) given.get()).presentationTimes(known, 1 / LOWEST_RATE);
        if (Double.isFinite(end.low()) && Double.isFinite(end.high()))
            return Math.max(end.high(), end.length());
        throw new Unsupported(
                "the filter 'asetpts', expr: how large it becomes cannot be foretold");
    }
}
