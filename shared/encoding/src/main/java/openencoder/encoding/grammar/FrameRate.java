package openencoder.encoding.grammar;

import java.util.Map;
import java.util.regex.Pattern;

/** Frames a second, at most 240, as {@code 25}, {@code 30000/1001} or {@code ntsc}. */
public record FrameRate(String text, double perSecond) implements Value {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(?:/([1-9]\\d{0,6}))?");
    private static final Map<String, Double> NAMES =
            Map.of(
                    "ntsc",
                    30_000 / 1001.0,
                    "pal",
                    25.0,
                    "film",
                    24.0,
                    "ntsc-film",
                    24_000 / 1001.0);
    private static final double LARGEST = 240;

    static FrameRate read(String text) {
        if (NAMES.containsKey(text)) return new FrameRate(text, NAMES.get(text));
        var read = WRITTEN.matcher(text);
        Values.require(read.matches(), text, "frames a second such as 25 or 30000/1001");
        var divisor = read.group(2) == null ? 1 : Double.parseDouble(read.group(2));
        var perSecond = Double.parseDouble(read.group(1)) / divisor;
        Values.require(perSecond > 0 && perSecond <= LARGEST, text, "at most 240 frames a second");
        return new FrameRate(text, perSecond);
    }
}
