package openencoder.encoding.frames;

import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.grammar.Dimensions;
import openencoder.encoding.grammar.Expression;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Decimal;
import openencoder.encoding.grammar.Value.Text;

import java.util.Map;

/**
 * How large a filter makes pictures, and of what shape their pixels are then.
 *
 * @param size of the pictures that the filter gets
 */
record Sizing(Filter filter, FrameSize size, PixelAspect pixels) {
    private static final Map<String, FrameSize> NAMES =
            Map.of(
                    "hd480", new FrameSize(852, 480),
                    "hd720", new FrameSize(1280, 720),
                    "hd1080", new FrameSize(1920, 1080),
                    "2k", new FrameSize(2048, 1080),
                    "4k", new FrameSize(4096, 2160),
                    "uhd2160", new FrameSize(3840, 2160));

    // far more than is allowed, and few enough digits to reckon on with
    private static final double FAR_TOO_MANY = 1e9;
    private static final double LARGEST_NUMBER = 100_000;

    record Sized(FrameSize size, PixelAspect pixels) {}

    Sized scaled() {
        var made = target();
        if (isOn("reset_sar")) return new Sized(made, PixelAspect.SQUARE);
        return new Sized(
                made, pixels.times(made.height() * size.width(), made.width() * size.height()));
    }

    private FrameSize target() {
        var given = filter.value("size").or(() -> filter.value("w"));
        if (given.isEmpty()) return following();
        return switch (given.get()) {
            case Dimensions sides -> new FrameSize(sides.width(), sides.height());
            case Text name -> NAMES.get(name.text());
            default -> following();
        };
    }

    private FrameSize following() {
        if (filter.value("w").isPresent() && filter.value("h").isEmpty())
            throw new Unsupported(
                    "the filter '%s' has a width and no height; add one, such as -2",
                    filter.name());
        var formulas = new SizeFormulas(filter, size, pixels);
        var sides =
                formulas.sides(
                        width -> whole(width) == 0 ? size.width() : whole(width),
                        height -> whole(height) == 0 ? size.height() : whole(height));
        return following(whole(sides.width()), whole(sides.height()));
    }

    private static double whole(double side) {
        return side < 0 ? Math.ceil(side) : Math.floor(side);
    }

    // As ff_scale_adjust_dimensions does it: 0 keeps a side; -n follows the other side, rounded to
    // a multiple of n.
    private FrameSize following(double width, double height) {
        requireFew(width, height);
        var stretched = isOn("reset_sar") ? (long) (size.width() * pixels.number()) : size.width();
        var wide = width == 0 ? size.width() : (long) width;
        var high = height == 0 ? size.height() : (long) height;
        if (wide < 0 && high < 0) {
            wide = stretched;
            high = size.height();
        }
        if (wide < 0) wide = multiple(-wide, high, stretched, size.height());
        if (high < 0) high = multiple(-high, wide, size.height(), stretched);
        requireFew(wide, high);
        return forced(wide, high, stretched);
    }

    private FrameSize forced(long wide, long high, long stretched) {
        var divisor =
                filter.value("force_divisible_by")
                        .map(number -> (long) ((Decimal) number).number())
                        .orElse(1L);
        var force = filter.value("force_original_aspect_ratio").map(Value::text).orElse("disable");
        if (force.equals("disable") || force.equals("0")) return new FrameSize(wide, high);
        var widthForHigh = multiple(divisor, high, stretched, size.height());
        var heightForWide = multiple(divisor, wide, size.height(), stretched);
        return force.equals("decrease") || force.equals("1")
                ? new FrameSize(
                        Math.min(wide, widthForHigh) / divisor * divisor,
                        Math.min(high, heightForWide) / divisor * divisor)
                : new FrameSize(
                        Math.ceilDiv(Math.max(wide, widthForHigh), divisor) * divisor,
                        Math.ceilDiv(Math.max(high, heightForWide), divisor) * divisor);
    }

    /**
     * The multiple of {@code of} next to {@code side * dividend / divisor}, half of it rounded up.
     */
    private static long multiple(long of, long side, long dividend, long divisor) {
        var over = Math.max(1, divisor * of);
        return (side * dividend + over / 2) / over * of;
    }

    /** But for whole samples of chroma. */
    Sized cropped() {
        var sides = new SizeFormulas(filter, size, pixels).sides(side -> side, side -> side);
        var wide = Math.rint(sides.width());
        var high = Math.rint(sides.height());
        requireFew(wide, high);
        var made = new FrameSize((long) wide, (long) high);
        if (!isOn("keep_aspect") || !made.isKnown()) return new Sized(made, pixels);
        return new Sized(
                made, pixels.times(size.width() * made.height(), size.height() * made.width()));
    }

    /** Likewise. */
    Sized padded() {
        var sides = new SizeFormulas(filter, size, pixels).sides(side -> side, side -> side);
        var wide = whole(sides.width());
        var high = whole(sides.height());
        if (wide == 0) wide = size.width();
        if (high == 0) high = size.height();
        var aspect = filter.value("aspect").map(this::number).orElse(0.0) / pixels.number();
        if (aspect > 0 && high < Math.floor(wide / aspect + 0.5))
            high = Math.floor(wide / aspect + 0.5);
        else if (aspect > 0) wide = Math.floor(high * aspect + 0.5);
        requireFew(wide, high);
        return new Sized(new FrameSize((long) wide, (long) high), pixels);
    }

    Sized transposed() {
        var keeps = filter.value("passthrough").map(Value::text).orElse("none");
        var isLandscape = size.width() >= size.height();
        var isPortrait = size.width() <= size.height();
        var isKept =
                switch (keeps) {
                    case "landscape", "1" -> isLandscape;
                    case "portrait", "2" -> isPortrait;
                    default -> false;
                };
        return isKept ? new Sized(size, pixels) : new Sized(size.turned(), pixels.inverse());
    }

    /** The pixels as setsar and setdar make them. */
    PixelAspect shaped() {
        if (filter.given().isEmpty()) return PixelAspect.UNKNOWN;
        var ratio = filter.value("sar").or(() -> filter.value("dar")).map(this::number).orElse(0.0);
        var largest = filter.value("max").map(n -> (long) ((Decimal) n).number()).orElse(100L);
        var shape = PixelAspect.of(ratio, largest);
        return filter.name().equals("setsar") || !shape.isKnown()
                ? shape
                : shape.times(size.height(), size.width());
    }

    private double number(Value ratio) {
        var variables = new SizeFormulas(filter, size, pixels).variables();
        var number = Expression.parse(ratio.text(), LARGEST_NUMBER).at(variables);
        if (number >= 0 && number < FAR_TOO_MANY) return number;
        throw new Unsupported(
                "the filter '%s': '%s' must come to a ratio; it can only depend on w, h, a, sar"
                        + " and dar",
                filter.name(), Unsupported.shown(ratio.text()));
    }

    private boolean isOn(String option) {
        return filter.value(option)
                .filter(on -> on.text().equals("1") || on.text().matches("true|yes"))
                .isPresent();
    }

    private void requireFew(double width, double height) {
        if (Math.abs(width) < FAR_TOO_MANY && Math.abs(height) < FAR_TOO_MANY) return;
        throw new Unsupported(
                "the filter '%s' would make pictures of %.3gx%.3g; from 1 to 8192 on a side and"
                        + " at most 36 million pixels are allowed",
                filter.name(), width, height);
    }
}
