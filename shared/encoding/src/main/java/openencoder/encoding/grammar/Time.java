package openencoder.encoding.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From 0 to 24 hours, as {@code 12.5} or {@code 00:01:30.5}. */
public record Time(String text, double seconds) implements Value {
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,2}):)?([0-5]?\\d):([0-5]?\\d(?:\\.\\d{1,6})?)");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,8}(?:\\.\\d{1,6})?)s?");
    private static final double LONGEST = 24 * 3600;

    /**
     * @throws Unsupported unless it is a time as FFmpeg writes it
     */
    public static Time read(String text) {
        var clock = CLOCK.matcher(text);
        var plain = SECONDS.matcher(text);
        var isClock = clock.matches();
        Values.require(isClock || plain.matches(), text, "a time such as 90, 12.5 or 00:01:30.5");
        var seconds = isClock ? seconds(clock) : Double.parseDouble(plain.group(1));
        Values.require(seconds <= LONGEST, text, "at most 24 hours");
        return new Time(text, seconds);
    }

    private static double seconds(Matcher clock) {
        var hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
        return hours * 3600
                + Double.parseDouble(clock.group(2)) * 60
                + Double.parseDouble(clock.group(3));
    }
}
