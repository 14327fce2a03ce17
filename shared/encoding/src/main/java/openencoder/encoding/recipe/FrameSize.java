package openencoder.encoding.recipe;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.grammar.Dimensions;
import openencoder.encoding.grammar.Expression;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Decimal;
import openencoder.encoding.grammar.Value.Text;
import openencoder.job.SourceFacts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large the pictures are, step by step through a chain of filters: no step may exceed 8192 on a
 * side or 36 million pixels, whatever formula it is written as.
 */
public record FrameSize(long width, long height) {
    static final List<FrameSize> USUAL =
            List.of(new FrameSize(1920, 1080), new FrameSize(1080, 1920), new FrameSize(640, 360));
    public static final long MOST_PIXELS = 36_000_000;
    private static final Map<String, FrameSize> NAMES =
            Map.of(
                    "hd480", new FrameSize(852, 480),
                    "hd720", new FrameSize(1280, 720),
                    "hd1080", new FrameSize(1920, 1080),
                    "2k", new FrameSize(2048, 1080),
                    "4k", new FrameSize(4096, 2160),
                    "uhd2160", new FrameSize(3840, 2160));

    private static final Expression INPUT_WIDTH = Expression.parse("iw", Dimensions.LARGEST_SIDE);
    private static final Expression INPUT_HEIGHT = Expression.parse("ih", Dimensions.LARGEST_SIDE);

    /** How large the pictures are that the filters get: FFmpeg turns them upright before. */
    static FrameSize of(SourceFacts.Video video) {
        var isTurned = video.rotation() % 180 != 0;
        return isTurned
                ? new FrameSize(video.height(), video.width())
                : new FrameSize(video.width(), video.height());
    }

    /** A broken source may not say how large its pictures are. */
    boolean isKnown() {
        return width > 0 && height > 0;
    }

    boolean isEven() {
        return width % 2 == 0 && height % 2 == 0;
    }

    /**
     * @throws Unsupported if a step is too large, or has a size that cannot be known beforehand
     */
    FrameSize through(FilterChain chain) {
        var size = this;
        for (var filter : chain.filters()) size = size.through(filter).checked(filter);
        return size;
    }

    private FrameSize through(Filter filter) {
        return switch (filter.name()) {
            case "scale", "zscale" -> scaled(filter);
            case "pad", "crop" -> framed(filter);
            case "transpose" -> new FrameSize(height, width);
            default -> this;
        };
    }

    private FrameSize scaled(Filter filter) {
        return switch (filter.value("size").or(() -> filter.value("w")).orElse(INPUT_WIDTH)) {
            case Dimensions size -> new FrameSize(size.width(), size.height());
            case Text name -> NAMES.get(name.text());
            default -> following(filter);
        };
    }

    private FrameSize following(Filter filter) {
        if (filter.value("w").isPresent() && filter.value("h").isEmpty())
            throw new Unsupported(
                    "the filter '%s' has a width and no height; add one, such as -2",
                    filter.name());
        var divisor = filter.value("force_divisible_by").map(n -> (long) ((Decimal) n).number());
        var force = filter.value("force_original_aspect_ratio").map(Value::text);
        return following(sides(filter), divisor.orElse(1L), force.orElse("disable"));
    }

    // As scale does it: 0 keeps a side; -n follows the other side, rounded to a multiple of n.
    private FrameSize following(FrameSize wanted, long divisor, String force) {
        if (wanted.width < 0 && wanted.height < 0) return this;
        var wide = wanted.width == 0 ? width : wanted.width;
        var high = wanted.height == 0 ? height : wanted.height;
        if (wide < 0) wide = multiple(-wide, high * width, height);
        if (high < 0) high = multiple(-high, wide * height, width);
        var widthForHigh = multiple(divisor, high * width, height);
        var heightForWide = multiple(divisor, wide * height, width);
        return switch (force) {
            case "decrease", "1" ->
                    new FrameSize(
                            Math.min(wide, widthForHigh) / divisor * divisor,
                            Math.min(high, heightForWide) / divisor * divisor);
            case "increase", "2" ->
                    new FrameSize(
                            Math.ceilDiv(Math.max(wide, widthForHigh), divisor) * divisor,
                            Math.ceilDiv(Math.max(high, heightForWide), divisor) * divisor);
            default -> new FrameSize(wide, high);
        };
    }

    private static long multiple(long of, long dividend, long divisor) {
        return Math.round((double) dividend / (divisor * of)) * of;
    }

    // pad and crop keep to whole 4:2:0 samples, and so to even numbers
    private FrameSize framed(Filter filter) {
        var sides = sides(filter);
        var wide = sides.width <= 0 ? width : sides.width;
        var high = sides.height <= 0 ? height : sides.height;
        return new FrameSize(wide / 2 * 2, high / 2 * 2);
    }

    private FrameSize sides(Filter filter) {
        var w = (Expression) filter.value("w").orElse(INPUT_WIDTH);
        var h = (Expression) filter.value("h").orElse(INPUT_HEIGHT);
        var known = variables();
        know(known, "ow", "out_w", w.at(known));
        know(known, "oh", "out_h", h.at(known));
        var wide = w.at(known);
        var high = h.at(known);
        if (Double.isNaN(wide) || Double.isNaN(high))
            throw new Unsupported(
                    "the filter '%s': its size can only depend on iw, ih, ow, oh, a, sar and dar",
                    filter.name());
        return new FrameSize((long) wide, (long) high);
    }

    private static void know(Map<String, Double> known, String name, String alias, double value) {
        if (Double.isNaN(value)) return;
        known.put(name, value);
        known.put(alias, value);
    }

    private Map<String, Double> variables() {
        var known = new HashMap<String, Double>();
        for (var name : List.of("iw", "in_w", "w", "W")) known.put(name, (double) width);
        for (var name : List.of("ih", "in_h", "h", "H")) known.put(name, (double) height);
        for (var name : List.of("a", "dar")) known.put(name, (double) width / height);
        known.putAll(Map.of("sar", 1.0, "hsub", 2.0, "vsub", 2.0, "ohsub", 2.0, "ovsub", 2.0));
        return known;
    }

    private FrameSize checked(Filter filter) {
        var fits =
                Math.min(width, height) >= 1
                        && Math.max(width, height) <= Dimensions.LARGEST_SIDE
                        && width * height <= MOST_PIXELS;
        if (fits) return this;
        throw new Unsupported(
                "the filter '%s' would make pictures of %dx%d; from 1 to 8192 on a side and"
                        + " at most 36 million pixels are allowed",
                filter.name(), width, height);
    }
}
