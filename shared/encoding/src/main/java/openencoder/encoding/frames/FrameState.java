package openencoder.encoding.frames;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.frames.Sizing.Sized;
import openencoder.encoding.grammar.Expression;
import openencoder.encoding.grammar.FrameRate;
import openencoder.encoding.grammar.Quantity;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Decimal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the frames between two filters are like: sizes as FFmpeg makes them, all else at most.
 *
 * @param rate in frames a second, as the filters tell each other, which frames need not keep to
 * @param frames how many at most
 * @param times when they are shown, in seconds
 * @param longestTick of their time base, in seconds
 * @param isInOrder whether each is shown after the one before
 * @param peak where most frames were made of fewer
 */
public record FrameState(
        FrameSize size,
        PixelAspect pixels,
        Quantity rate,
        double frames,
        Quantity times,
        double longestTick,
        boolean isInOrder,
        Optional<Peak> peak) {
    /** Twelve hours at 120 frames a second. */
    public static final long MOST_FRAMES = 12 * 3600 * 120;

    private static final double LARGEST_NUMBER = 100_000;
    private static final Set<String> CHANGING = Set.of("PTS", "N", "T");
    // at the ends of a film filters repeat a frame or round up
    private static final int FEW = 2;
    private static final int MOST_STATES = 200;

    /** That a filter makes so many frames. */
    public record Peak(String filter, double frames) {
        private static Peak higher(Peak one, Peak other) {
            return one.frames > other.frames ? one : other;
        }

        public boolean isBearable() {
            return frames <= MOST_FRAMES;
        }

        /** The number, or how many digits it would take. */
        public String inWords() {
            return frames < 1e15 ? "%,.0f".formatted(frames) : "%.1e".formatted(frames);
        }
    }

    /** Frames as they come from a source. */
    public static FrameState of(
            FrameSize size,
            PixelAspect pixels,
            Quantity rate,
            double frames,
            double seconds,
            double longestTick) {
        return new FrameState(
                size,
                pixels,
                rate,
                frames,
                Quantity.between(0, seconds),
                longestTick,
                true,
                Optional.empty());
    }

    /** One second of 25 frames: what is too much of this is too much of any film. */
    public static FrameState ofOneSecond(long width, long height, PixelAspect pixels) {
        return of(new FrameSize(width, height), pixels, Quantity.exactly(25), 25, 1, 0.00001);
    }

    /**
     * @return one for each way in which crop and pad may keep to whole samples of chroma
     * @throws Unsupported if a step makes pictures that are too large, or what it makes cannot be
     *     known beforehand
     */
    public Set<FrameState> through(FilterChain chain) {
        var states = Set.of(this);
        for (var filter : chain.filters()) {
            states =
                    states.stream()
                            .flatMap(state -> state.through(filter))
                            .collect(Collectors.toSet());
            if (states.size() > MOST_STATES)
                throw new Unsupported(
                        "the filter '%s' is one too many that crops or pads to uneven sizes",
                        filter.name());
        }
        return states;
    }

    private Stream<FrameState> through(Filter filter) {
        var next = step(filter);
        next.size.madeBy(filter);
        var counted = next.comparedTo(this, filter);
        return filter.name().equals("pad") || filter.name().equals("crop")
                ? next.size.inWholeSamples().map(counted::sized)
                : Stream.of(counted);
    }

    private FrameState comparedTo(FrameState before, Filter filter) {
        if (frames <= before.frames) return this;
        var made = new Peak(filter.name(), frames);
        return with(peak.map(highest -> Peak.higher(highest, made)).orElse(made));
    }

    private FrameState sized(FrameSize other) {
        return sized(new Sized(other, pixels));
    }

    private FrameState step(Filter filter) {
        var sizing = new Sizing(filter, size, pixels);
        return switch (filter.name()) {
            case "scale", "zscale" -> sized(sizing.scaled());
            case "crop" -> sized(sizing.cropped());
            case "pad" -> sized(sizing.padded());
            case "transpose" -> sized(sizing.transposed());
            case "setsar", "setdar" -> sized(new Sized(size, sizing.shaped()));
            case "separatefields" ->
                    sized(new Sized(new FrameSize(size.width(), size.height() / 2), pixels))
                            .faster(2);
            case "yadif" -> isByField(filter, "0") ? faster(2) : this;
            case "bwdif", "w3fdif", "estdif" -> isByField(filter, "1") ? faster(2) : this;
            case "telecine" -> faster(telecined(filter));
            case "dejudder" -> paced(rate.times(2 * number(filter, "cycle", 4)));
            case "framestep" -> paced(rate.times(1 / number(filter, "step", 1)));
            case "interlace" -> paced(rate.times(0.5));
            case "decimate" -> paced(rate.times(1 - 1 / number(filter, "cycle", 5)));
            case "fps" -> evenly(filter, fromStart(filter), 1);
            case "framerate" -> evenly(filter, times.low(), isInOrder ? 1 : frames);
            case "tpad" -> padded(filter);
            case "setpts" -> timed(filter);
            case "settb" -> ticking(tick(filter));
            default -> this;
        };
    }

    private FrameState sized(Sized sized) {
        return new FrameState(
                sized.size(), sized.pixels(), rate, frames, times, longestTick, isInOrder, peak);
    }

    private FrameState paced(Quantity pace) {
        return new FrameState(
                size,
                pixels,
                pace,
                frames,
                times,
                Math.max(longestTick, 1 / pace.low()),
                isInOrder,
                peak);
    }

    private FrameState faster(double factor) {
        return counted(frames * factor + FEW).paced(rate.times(factor));
    }

    private FrameState counted(double count) {
        return new FrameState(size, pixels, rate, count, times, longestTick, isInOrder, peak);
    }

    // a time is rounded to the next tick, and a frame lasts one at least
    private FrameState ticking(double tick) {
        var span = Quantity.between(times.low() - tick, times.high() + tick);
        var longest = Math.max(longestTick, tick);
        return new FrameState(size, pixels, rate, frames, span, longest, isInOrder, peak);
    }

    private FrameState during(Quantity span, boolean inOrder) {
        return new FrameState(size, pixels, rate, frames, span, longestTick, inOrder, peak);
    }

    private FrameState with(Peak highest) {
        return new FrameState(
                size, pixels, rate, frames, times, longestTick, isInOrder, Optional.of(highest));
    }

    private static double number(Filter filter, String argument, double otherwise) {
        return filter.value(argument)
                .filter(Decimal.class::isInstance)
                .map(value -> ((Decimal) value).number())
                .orElse(otherwise);
    }

    private static boolean isByField(Filter filter, String otherwise) {
        return switch (filter.value("mode").map(Value::text).orElse(otherwise)) {
            case "send_field", "send_field_nospatial", "field", "1", "3" -> true;
            default -> false;
        };
    }

    // each digit is for how many fields a frame stands
    private static double telecined(Filter filter) {
        var pattern = filter.value("pattern").map(Value::text).orElse("23");
        var fields = pattern.chars().mapToDouble(digit -> digit - '0').sum();
        return fields / (2 * pattern.length());
    }

    private double fromStart(Filter filter) {
        return Math.min(times.low(), number(filter, "start_time", times.low()));
    }

    /**
     * @param jumps how often the time may run back and be filled again
     */
    private FrameState evenly(Filter filter, double from, double jumps) {
        var pace =
                filter.value("fps")
                        .map(value -> ((FrameRate) value).perSecond())
                        .orElse(filter.name().equals("framerate") ? 50.0 : 25.0);
        var count = ((times.high() - from) * pace + FEW) * jumps;
        return counted(count)
                .during(Quantity.between(from, times.high() + 1 / pace), true)
                .paced(Quantity.exactly(pace));
    }

    private FrameState padded(Filter filter) {
        var repeated = number(filter, "start", 0) + number(filter, "stop", 0);
        var seconds = number(filter, "start_duration", 0) + number(filter, "stop_duration", 0);
        var until = times.high() + seconds + repeated / rate.low();
        return counted(frames + repeated + Math.ceil(seconds * rate.high()) + FEW)
                .during(Quantity.between(times.low(), until), isInOrder);
    }

    private FrameState timed(Filter filter) {
        var given = filter.value("expr");
        if (given.isEmpty()) return this;
        var expression = (Expression) given.get();
        var known =
                Map.of(
                        "PTS", times.inTicks(1),
                        "STARTPTS", times.inTicks(1),
                        "T", times.inTicks(0),
                        "STARTT", times.inTicks(0),
                        "N", Quantity.between(0, frames),
                        "TB", Quantity.exactly(1).inTicks(-1),
                        "FRAME_RATE", rate,
                        "FR", rate);
        var span = span(expression, known);
        return during(span.inTicks(0), isInOrder && expression.isAtOnePace(CHANGING));
    }

    private Quantity span(Expression expression, Map<String, Quantity> known) {
        try {
            var span = expression.presentationTimes(known, longestTick);
            if (Double.isFinite(span.low()) && Double.isFinite(span.high())) return span;
            throw new Unsupported("how large it becomes cannot be foretold");
        } catch (Unsupported unsupported) {
            throw new Unsupported("the filter 'setpts', expr: %s", unsupported.getMessage());
        }
    }

    private static double tick(Filter filter) {
        var given = filter.value("expr").map(Value::text).orElse("0");
        var tick = Expression.parse(given, LARGEST_NUMBER).at(Map.of());
        if (tick >= 0 && tick <= LARGEST_NUMBER) return tick;
        throw new Unsupported(
                "the filter 'settb', expr: '%s' must be a number of seconds such as 1/1000",
                Unsupported.shown(given));
    }
}
