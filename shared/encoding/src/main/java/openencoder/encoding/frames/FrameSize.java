package openencoder.encoding.frames;

import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.grammar.Dimensions;
import openencoder.encoding.grammar.Unsupported;

import java.util.List;
import java.util.stream.Stream;

/** How large pictures are. */
public record FrameSize(long width, long height) {
    public static final long MOST_PIXELS = 36_000_000;
    private static final List<FrameSize> SAMPLES =
            List.of(
                    new FrameSize(1, 1),
                    new FrameSize(2, 1),
                    new FrameSize(2, 2),
                    new FrameSize(1, 2),
                    new FrameSize(4, 1),
                    new FrameSize(4, 4));

    /** A broken source may not say how large its pictures are. */
    public boolean isKnown() {
        return width > 0 && height > 0;
    }

    public boolean isEven() {
        return width % 2 == 0 && height % 2 == 0;
    }

    FrameSize turned() {
        return new FrameSize(height, width);
    }

    public boolean isBearable() {
        return Math.min(width, height) >= 1
                && Math.max(width, height) <= Dimensions.LARGEST_SIDE
                && width * height <= MOST_PIXELS;
    }

    /** What is left of it where chroma has a sample for one, two or four pixels. */
    Stream<FrameSize> inWholeSamples() {
        return SAMPLES.stream()
                .map(
                        sample ->
                                new FrameSize(
                                        width / sample.width * sample.width,
                                        height / sample.height * sample.height))
                .filter(FrameSize::isKnown);
    }

    FrameSize madeBy(Filter filter) {
        if (isBearable()) return this;
        throw new Unsupported(
                "the filter '%s' would make pictures of %dx%d; from 1 to 8192 on a side and"
                        + " at most 36 million pixels are allowed",
                filter.name(), width, height);
    }
}
