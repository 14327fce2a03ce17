package openencoder.encoding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large the pictures are, step by step through a chain of filters: no step may exceed 8192 on a
 * side or 36 million pixels, whatever formula it is written as.
 */
record FrameSize(double width, double height) {
    static final List<FrameSize> USUAL =
            List.of(new FrameSize(1920, 1080), new FrameSize(1080, 1920), new FrameSize(640, 360));
    private static final Map<String, String> NAMES =
            Map.of(
                    "hd480", "852x480",
                    "hd720", "1280x720",
                    "hd1080", "1920x1080",
                    "2k", "2048x1080",
                    "4k", "4096x2160",
                    "uhd2160", "3840x2160");
    static final double MOST_PIXELS = 36_000_000;

    /**
     * @throws Unfit if a step is too large, or has a size that cannot be known beforehand
     */
    FrameSize through(FilterGraph graph) {
        var size = this;
        for (var use : graph.filters()) size = size.through(use).checked(use);
        return size;
    }

    private FrameSize through(FilterGraph.Use use) {
        return switch (use.rule().name()) {
            case "scale", "zscale" -> scaled(use);
            case "pad", "crop" -> {
                var w = use.value("w").orElse("iw");
                var h = use.value("h").orElse("ih");
                yield sides(use, w, h, false);
            }
            case "transpose" -> new FrameSize(height, width);
            default -> this;
        };
    }

    private FrameSize scaled(FilterGraph.Use use) {
        var named = use.value("size").or(() -> use.value("w").filter(FrameSize::isNamedSize));
        if (named.isPresent()) return ofName(named.get());
        var w = use.value("w").orElse("iw");
        var h = use.value("h").orElse("ih");
        var size = sides(use, w, h, true);
        var grows = use.value("force_original_aspect_ratio").filter(FrameSize::isIncrease);
        return grows.isPresent() ? size.grownToShapeOf(this) : size;
    }

    private static boolean isIncrease(String force) {
        return force.equals("increase") || force.equals("2");
    }

    private FrameSize grownToShapeOf(FrameSize before) {
        var factor = Math.max(width / before.width, height / before.height);
        return new FrameSize(before.width * factor, before.height * factor);
    }

    private static boolean isNamedSize(String w) {
        return NAMES.containsKey(w) || w.matches("\\d+x\\d+");
    }

    private static FrameSize ofName(String name) {
        var sides = NAMES.getOrDefault(name, name).split("x");
        return new FrameSize(Double.parseDouble(sides[0]), Double.parseDouble(sides[1]));
    }

    private FrameSize sides(FilterGraph.Use use, String w, String h, boolean follows) {
        var known = variables();
        var width = parse(w).at(known);
        if (!Double.isNaN(width)) known.putAll(Map.of("ow", width, "out_w", width));
        var height = parse(h).at(known);
        if (!Double.isNaN(height)) known.putAll(Map.of("oh", height, "out_h", height));
        if (Double.isNaN(width)) width = parse(w).at(known);
        if (Double.isNaN(width) || Double.isNaN(height))
            throw new Unfit(
                    "the filter '%s': its size can only depend on iw, ih, ow, oh, a, sar, dar",
                    use.rule().name());
        return follows ? following(width, height) : positive(width, height);
    }

    // 0 keeps a side, a negative number makes it follow the other one (ffmpeg-filters, scale).
    private FrameSize following(double w, double h) {
        if (w < 0 && h < 0) return this;
        var wide = w == 0 ? width : w;
        var high = h == 0 ? height : h;
        if (wide < 0) return new FrameSize(high * width / height, high);
        if (high < 0) return new FrameSize(wide, wide * height / width);
        return new FrameSize(wide, high);
    }

    private FrameSize positive(double w, double h) {
        return new FrameSize(w <= 0 ? width : w, h <= 0 ? height : h);
    }

    private static Expression parse(String side) {
        return Expression.parse(side, Values.LARGEST_SIDE);
    }

    private Map<String, Double> variables() {
        var known = new HashMap<String, Double>();
        for (var name : List.of("iw", "in_w", "w", "W")) known.put(name, width);
        for (var name : List.of("ih", "in_h", "h", "H")) known.put(name, height);
        known.put("a", width / height);
        known.put("dar", width / height);
        known.put("sar", 1.0);
        known.put("hsub", 2.0);
        known.put("vsub", 2.0);
        return known;
    }

    private FrameSize checked(FilterGraph.Use use) {
        var fits =
                width >= 1
                        && height >= 1
                        && width <= Values.LARGEST_SIDE
                        && height <= Values.LARGEST_SIDE
                        && width * height <= MOST_PIXELS;
        if (fits) return this;
        throw new Unfit(
                "the filter '%s' would make pictures of %.0fx%.0f; at most 8192 on a side and"
                        + " 36 million pixels are allowed",
                use.rule().name(), width, height);
    }
}
