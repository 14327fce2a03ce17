package openencoder.encoding.grammar;

import openencoder.encoding.grammar.Value.Text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of value that the tables of options, parameters and filters name. */
final class Values {
    private static final double LARGEST_NUMBER = 100_000;

    // Each row: name, what it looks like, how to say it; two blanks or more between.
    private static final String PATTERNS =
            """
            word  [A-Za-z0-9][A-Za-z0-9_.-]{0,31}  a plain word
            int  -?\\d{1,9}  a whole number
            number  -?(\\d{1,6}(\\.\\d{1,20})?|\\.\\d{1,20})  a number
            pair  %1$s(,%1$s)?  one number, or two with a comma between
            switch  [01]|true|false|yes|no  1 or 0
            pixel  [a-z][a-z0-9]{2,15}  a pixel format such as yuv420p
            pixels  [a-z][a-z0-9]{2,15}(\\|[a-z][a-z0-9]{2,15}){0,9}  pixel formats such as yuv420p|nv12
            color  (#?%2$s{6}|0x%2$s{6}|[A-Za-z]{3,20})(@(0x%2$s{2}|[01](\\.\\d{1,3})?))?  a colour such as black, red@0.5 or #ff8800
            mastering  ((G|R|B|WP|L)\\(%3$s,%3$s\\)){4,5}  mastering light such as G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)
            gain  \\d{1,2}(\\.\\d{1,6})?|\\.\\d{1,6}|-?\\d{1,2}(\\.\\d{1,6})?dB  a gain such as 1.5 or -3dB
            level  [1-9](\\.[0-9]b?)?|[1-9][0-9]|auto  a level such as 4.0, 41 or 5.1
            tag  [A-Za-z0-9]{4}  a tag of four letters such as hvc1
            fraction  \\d{1,5}(\\.\\d{1,6})?(/[1-9]\\d{0,4})?  a ratio such as 16/9 or 1.78
            points  %4$s/%4$s( %4$s/%4$s){0,15}  points such as 0/0 0.5/0.6 1/1
            knees  %1$s/%1$s([| ]%1$s/%1$s){0,15}  points such as -80/-900|-45/-15|0/-7
            numbers  %1$s([| ,]%1$s){0,15}  numbers such as 0.3|0.8
            delays  \\d{1,6}(\\.\\d{1,3})?s?(\\|\\d{1,6}(\\.\\d{1,3})?s?){0,15}  delays such as 500|500 or 1.5s
            layouts  [0-9A-Za-z.()]{1,24}(\\|[0-9A-Za-z.()]{1,24}){0,7}  channel layouts such as mono, stereo or 5.1
            scaler  [a-z_]{2,20}(\\+[a-z_]{2,20}){0,5}  a scaler such as lanczos or bicubic+accurate_rnd
            pan  [0-9A-Za-z.]{1,8}(\\| ?[A-Za-z0-9]{1,4} ?[=<] ?[-+.*A-Za-z0-9 ]{1,80}){1,8}  a mix such as stereo|c0=FL|c1=FR
            channels  %5$s(-%5$s)?(\\|%5$s(-%5$s)?){0,15}  a channel map such as 0-1|1-0
            metadata  [A-Za-z][A-Za-z0-9_.-]{0,63}=[^\\p{Cntrl}]{0,300}  a key and a value such as title=Film
            disposition  0|[+-]?[a-z_]{3,20}([+-][a-z_]{3,20}){0,5}  dispositions such as default or +forced
            """
                    .formatted(
                            "-?\\d{1,5}(\\.\\d{1,4})?",
                            "[0-9A-Fa-f]",
                            "\\d{1,9}(\\.\\d{1,9})?",
                            "[01](\\.\\d{1,4})?",
                            "[A-Z0-9]{1,4}");

    private static final Map<String, Grammar> NAMED = new HashMap<>();

    static {
        PATTERNS.lines().map(row -> row.split(" {2,}", 3)).forEach(Values::pattern);
        add("bitrate", "a bit rate such as 3000k or 2.5M", Bitrate::read);
        add("rate", "frames a second, at most 240, such as 25 or 30000/1001", FrameRate::read);
        add("time", "a time of at most 24 h such as 90, 12.5 or 00:01:30.5", Time::read);
        add("size", "a size such as 1280x720, at most 8192x8192", Dimensions::read);
        add("ratio", "a ratio such as 16:9, 16/9 or 1.78", Ratio::read);
        add("expr", "an expression", text -> Expression.parse(text, LARGEST_NUMBER));
        add(
                "side",
                "pixels, at most 8192",
                text -> Expression.parse(text, Dimensions.LARGEST_SIDE));
        add("keyframes", "source, times such as 0,5,10, or expr:…", Values::keyframes);
    }

    private Values() {}

    static Optional<Grammar> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    private static void pattern(String[] row) {
        add(
                row[0],
                row[2],
                text -> {
                    require(text.matches(row[1]), text, row[2]);
                    return new Text(text);
                });
    }

    private static void add(String name, String describe, Function<String, Value> reading) {
        NAMED.put(name, new Grammar.Named(describe, reading));
    }

    static void require(boolean fits, String text, String describe) {
        if (!fits) throw unfitting(text, describe);
    }

    static Unsupported unfitting(String text, String describe) {
        return new Unsupported("'%s' must be %s", Unsupported.shown(text), describe);
    }

    private static Value keyframes(String text) {
        if (text.startsWith("expr:")) {
            Expression.parse(text.substring(5), LARGEST_NUMBER);
            return new Text(text);
        }
        var time = "\\d{1,5}(\\.\\d{1,6})?";
        require(
                text.matches("source|" + time + "(," + time + "){0,99}"),
                text,
                "source, times such as 0,5,10, or expr:gte(t,n_forced*2)");
        return new Text(text);
    }
}
