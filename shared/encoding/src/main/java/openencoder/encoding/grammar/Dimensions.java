package openencoder.encoding.grammar;

import java.util.regex.Pattern;

/** Width and height, at most 8192 each, as {@code 1280x720}. */
public record Dimensions(String text, int width, int height) implements Value {
    /** No picture has more pixels on a side. */
    public static final int LARGEST_SIDE = 8192;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    static Dimensions read(String text) {
        var read = WRITTEN.matcher(text);
        Values.require(read.matches(), text, "a size such as 1280x720");
        return new Dimensions(text, side(text, read.group(1)), side(text, read.group(2)));
    }

    private static int side(String text, String digits) {
        var pixels = Integer.parseInt(digits);
        Values.require(pixels > 0 && pixels <= LARGEST_SIDE, text, "at most 8192x8192");
        return pixels;
    }
}
