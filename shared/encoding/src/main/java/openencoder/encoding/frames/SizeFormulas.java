package openencoder.encoding.frames;

import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.grammar.Dimensions;
import openencoder.encoding.grammar.Expression;
import openencoder.encoding.grammar.Unsupported;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Width and height as a filter's formulas say.
 *
 * @param size of the pictures that the filter gets
 */
record SizeFormulas(Filter filter, FrameSize size, PixelAspect pixels) {
    private static final Expression INPUT_WIDTH = Expression.parse("iw", Dimensions.LARGEST_SIDE);
    private static final Expression INPUT_HEIGHT = Expression.parse("ih", Dimensions.LARGEST_SIDE);

    record Sides(double width, double height) {}

    /**
     * @param widths what the filter makes of a width that a height may depend on; heights likewise
     * @throws Unsupported if they depend on something else than the input's size and shape
     */
    Sides sides(DoubleUnaryOperator widths, DoubleUnaryOperator heights) {
        var w = expression("w", INPUT_WIDTH);
        var h = expression("h", INPUT_HEIGHT);
        var known = variables();
        if (w.uses("oh") || w.uses("out_h")) {
            know(known, "oh", "out_h", heights.applyAsDouble(h.at(known)));
            return checked(w.at(known), h.at(known));
        }
        know(known, "ow", "out_w", widths.applyAsDouble(w.at(known)));
        return checked(w.at(known), h.at(known));
    }

    private Expression expression(String side, Expression otherwise) {
        return (Expression) filter.value(side).orElse(otherwise);
    }

    private static void know(Map<String, Double> known, String name, String alias, double value) {
        if (Double.isNaN(value)) return;
        known.put(name, value);
        known.put(alias, value);
    }

    private Sides checked(double width, double height) {
        if (Double.isNaN(width) || Double.isNaN(height))
            throw new Unsupported(
                    "the filter '%s': its size can only depend on iw, ih, ow, oh, a, sar and dar",
                    filter.name());
        return new Sides(width, height);
    }

    /** What every filter with formulas knows of its input. */
    Map<String, Double> variables() {
        var known = new HashMap<String, Double>();
        for (var name : List.of("iw", "in_w", "w", "W")) known.put(name, (double) size.width());
        for (var name : List.of("ih", "in_h", "h", "H")) known.put(name, (double) size.height());
        var aspect = (double) size.width() / size.height();
        known.put("a", aspect);
        known.put("sar", pixels.number());
        known.put("dar", aspect * pixels.number());
        return known;
    }
}
