package openencoder.encoding.grammar;

import java.util.regex.Pattern;

/** As two numbers, {@code 16:9} or {@code 16/9}, or one, {@code 1.78}. */
public record Ratio(String text, double number) implements Value {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,5}(?:\\.\\d{1,6})?)(?:[:/]([1-9]\\d{0,4}(?:\\.\\d{1,6})?))?");

    /**
     * @throws Unsupported unless it is a ratio
     */
    public static Ratio read(String text) {
        var read = WRITTEN.matcher(text);
        Values.require(read.matches(), text, "a ratio such as 16:9, 16/9 or 1.78");
        var divisor = read.group(2) == null ? 1 : Double.parseDouble(read.group(2));
        return new Ratio(text, Double.parseDouble(read.group(1)) / divisor);
    }
}
