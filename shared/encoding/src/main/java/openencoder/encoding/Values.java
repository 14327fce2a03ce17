package openencoder.encoding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of value that have a name in the tables of options, parameters and filters. */
final class Values {
    static final int LARGEST_SIDE = 8192;
    private static final double LARGEST_NUMBER = 100_000;
    private static final double LARGEST_BITRATE = 1e9;
    private static final double LARGEST_RATE = 240;
    private static final double LONGEST_SECONDS = 24 * 3600;
    private static final int LONGEST_SHOWN = 60;

    private static final Pattern BITRATE = Pattern.compile("(\\d{1,10}(?:\\.\\d{1,3})?)([kKMG]?)");
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(?:/([1-9]\\d{0,6}))?");
    private static final Map<String, Double> RATES =
            Map.of(
                    "ntsc",
                    30_000 / 1001.0,
                    "pal",
                    25.0,
                    "film",
                    24.0,
                    "ntsc-film",
                    24_000 / 1001.0);
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,2}):)?([0-5]?\\d):([0-5]?\\d(?:\\.\\d{1,6})?)");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,8}(?:\\.\\d{1,6})?)s?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern RATIO =
            Pattern.compile("(\\d{1,5}(?:\\.\\d{1,6})?)(?:[:/]([1-9]\\d{0,4}(?:\\.\\d{1,6})?))?");

    // Each row: name, what it looks like, how to say it; two blanks or more between.
    private static final String PATTERNS =
            """
            word  [A-Za-z0-9][A-Za-z0-9_.-]{0,31}  a plain word
            int  -?\\d{1,9}  a whole number
            number  -?(\\d{1,6}(\\.\\d{1,9})?|\\.\\d{1,9})  a number
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
            map  -?0(:([vVasd](:\\d{1,2})?|\\d{1,2})(:m:[a-z]{1,16}(:[A-Za-z0-9_-]{1,32})?)?)?\\??  a stream of the source such as 0:v:0, 0:a? or 0:a:m:language:eng
            metadata  [A-Za-z][A-Za-z0-9_.-]{0,63}=[^\\p{Cntrl}]{0,300}  a key and a value such as title=Film
            disposition  0|[+-]?[a-z_]{3,20}([+-][a-z_]{3,20}){0,5}  dispositions such as default or +forced
            """
                    .formatted(
                            "-?\\d{1,5}(\\.\\d{1,4})?",
                            "[0-9A-Fa-f]",
                            "\\d{1,9}(\\.\\d{1,9})?",
                            "[01](\\.\\d{1,4})?",
                            "[A-Z0-9]{1,4}");

    private record Named(String describe, UnaryOperator<String> reading) implements Grammar {
        @Override
        public String read(String value) {
            return reading.apply(value);
        }
    }

    private static final Map<String, Grammar> NAMED = new HashMap<>();

    static {
        PATTERNS.lines().map(row -> row.split(" {2,}", 3)).forEach(Values::pattern);
        checked("bitrate", "a bit rate such as 3000k or 2.5M", Values::bitrate);
        checked("rate", "frames a second, at most 240, such as 25 or 30000/1001", Values::rate);
        checked("time", "a time of at most 24 h such as 90, 12.5 or 00:01:30.5", Values::seconds);
        checked("size", "a size such as 1280x720, at most 8192x8192", Values::size);
        checked("ratio", "a ratio such as 16:9, 16/9 or 1.78", Values::ratio);
        checked("expr", "an expression", v -> Expression.parse(v, LARGEST_NUMBER));
        checked("side", "pixels, at most 8192", v -> Expression.parse(v, LARGEST_SIDE));
        checked("keyframes", "source, times such as 0,5,10, or expr:…", Values::keyframes);
        // Through lambdas: these tables are themselves written with the names above.
        NAMED.put("videofilters", new Named("video filters", v -> FilterGraph.video(v).text()));
        NAMED.put("audiofilters", new Named("audio filters", v -> FilterGraph.audio(v).text()));
        NAMED.put("videocodec", new Named("a video encoder", v -> Codec.video(v).encoder()));
        NAMED.put("audiocodec", new Named("an audio encoder", v -> Codec.audio(v).encoder()));
        NAMED.put("container", new Named("a container", v -> Container.muxedAs(v).muxer()));
        NAMED.put("x264", new Named("x264 parameters", v -> Params.X264.read(v)));
        NAMED.put("x265", new Named("x265 parameters", v -> Params.X265.read(v)));
        NAMED.put("svtav1", new Named("SVT-AV1 parameters", v -> Params.SVT_AV1.read(v)));
        NAMED.put("aom", new Named("libaom parameters", v -> Params.AOM.read(v)));
    }

    private Values() {}

    static Grammar named(String name) {
        return Optional.ofNullable(NAMED.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no values are named " + name));
    }

    private static void pattern(String[] row) {
        checked(row[0], row[2], v -> require(v.matches(row[1]), v, row[2]));
    }

    private static void checked(String name, String describe, Consumer<String> check) {
        NAMED.put(
                name,
                new Named(
                        describe,
                        value -> {
                            check.accept(value);
                            return value;
                        }));
    }

    private static void require(boolean fits, String value, String describe) {
        if (!fits) throw new Unfit("'%s' must be %s", shown(value), describe);
    }

    private static void bitrate(String value) {
        var read = BITRATE.matcher(value);
        require(read.matches(), value, "a bit rate such as 3000k or 2.5M");
        var unit =
                switch (read.group(2)) {
                    case "k", "K" -> 1e3;
                    case "M" -> 1e6;
                    case "G" -> 1e9;
                    default -> 1;
                };
        var bits = Double.parseDouble(read.group(1)) * unit;
        require(
                bits == 0 || bits >= 1000 && bits <= LARGEST_BITRATE,
                value,
                "0 or from 1k to 1G bits a second; %1$s is %2$.0f bits".formatted(value, bits));
    }

    /**
     * @return frames a second
     * @throws Unfit unless it is a rate of at most 240
     */
    static double rate(String value) {
        var named = RATES.get(value);
        if (named != null) return named;
        var read = RATE.matcher(value);
        require(read.matches(), value, "frames a second such as 25 or 30000/1001");
        var divisor = read.group(2) == null ? 1 : Double.parseDouble(read.group(2));
        var rate = Double.parseDouble(read.group(1)) / divisor;
        require(rate > 0 && rate <= LARGEST_RATE, value, "at most 240 frames a second");
        return rate;
    }

    /**
     * @throws Unfit unless it is a time from 0 to 24 h as FFmpeg writes it
     */
    static double seconds(String value) {
        var clock = CLOCK.matcher(value);
        var plain = SECONDS.matcher(value);
        var isClock = clock.matches();
        require(isClock || plain.matches(), value, "a time such as 90, 12.5 or 00:01:30.5");
        var seconds = isClock ? clockSeconds(clock) : Double.parseDouble(plain.group(1));
        require(seconds <= LONGEST_SECONDS, value, "at most 24 hours");
        return seconds;
    }

    private static double clockSeconds(Matcher clock) {
        var hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
        return hours * 3600
                + Double.parseDouble(clock.group(2)) * 60
                + Double.parseDouble(clock.group(3));
    }

    private static void size(String value) {
        var read = SIZE.matcher(value);
        require(read.matches(), value, "a size such as 1280x720");
        for (var side = 1; side <= 2; side++) {
            var pixels = Integer.parseInt(read.group(side));
            require(pixels > 0 && pixels <= LARGEST_SIDE, value, "at most 8192x8192");
        }
    }

    /**
     * @throws Unfit unless it is a ratio, as two numbers or one
     */
    static double ratio(String value) {
        var read = RATIO.matcher(value);
        require(read.matches(), value, "a ratio such as 16:9, 16/9 or 1.78");
        var divisor = read.group(2) == null ? 1 : Double.parseDouble(read.group(2));
        return Double.parseDouble(read.group(1)) / divisor;
    }

    private static void keyframes(String value) {
        if (value.startsWith("expr:")) {
            Expression.parse(value.substring(5), LARGEST_NUMBER);
            return;
        }
        var time = "\\d{1,5}(\\.\\d{1,6})?";
        require(
                value.matches("source|" + time + "(," + time + "){0,99}"),
                value,
                "source, times such as 0,5,10, or expr:gte(t,n_forced*2)");
    }

    /** For a message: short, and without control characters. */
    static String shown(String value) {
        var plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }
}
