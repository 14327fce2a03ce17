package openencoder.encoding.preset;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.grammar.Dimensions;
import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Numbers;
import openencoder.encoding.grammar.Ratio;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The video half of a structured preset. */
final class StructuredVideo {
    private static final Pattern SPEED =
            Pattern.compile("(N)\\*PTS|PTS\\*(N)|PTS/(N)".replace("N", "\\d{0,3}\\.?\\d{1,6}"));
    private static final Grammar LEVEL = Vocabulary.BASIC.grammar("<level>");
    private static final String SCALERS =
            "neighbor area fast_bilinear bilinear bicubic experimental bicublin gauss sinc lanczos"
                    + " spline";
    private static final Pattern SIDE = Pattern.compile("\\d{1,4}");

    private final FormFields video;
    private final StructuredPreset into;
    private Optional<Codec> codec = Optional.empty();
    private Optional<Double> speed = Optional.empty();

    StructuredVideo(FormFields video, StructuredPreset into) {
        this.video = video;
        this.into = into;
    }

    void read() {
        if (video.word("codec").filter("none"::equals).isPresent())
            into.putFlag(video.where("codec"), "vn");
        codec = video.read("codec", Codec::video);
        put("codec", "c:v", codec.map(Codec::encoder));
        put("preset", "preset");
        readRate();
        put("pixel_format", "pix_fmt");
        put("frame_rate", "r");
        put("gopsize", "g", video.nonZero("gopsize"));
        put("tune", "tune");
        put("profile", "profile:v");
        readLevelAndCodecOptions();
        put("aspect", "aspect", video.read("aspect", Ratio::read).map(StructuredVideo::plain));
        if (video.flag("faststart")) into.put(video.where("faststart"), "movflags", "+faststart");
        speed = video.read("speed", StructuredVideo::factor);
    }

    boolean isTwoPass() {
        return video.word("pass").filter("2"::equals).isPresent();
    }

    /** What presentation times are multiplied by; empty at normal speed. */
    Optional<Double> speed() {
        return speed;
    }

    private void put(String field, String option) {
        put(field, option, video.text(field));
    }

    private void put(String field, String option, Optional<String> value) {
        value.ifPresent(text -> into.put(video.where(field), option, text));
    }

    // Forms leave a crf of 23 behind when a bit rate is chosen, so "pass" decides which counts.
    private void readRate() {
        var pass = video.word("pass").orElse("");
        if (!pass.matches("|crf|1|2|none|auto"))
            video.wrong("pass", "'%s' must be crf, 1 or 2".formatted(Unsupported.shown(pass)));
        var bitrate = video.nonZero("bitrate");
        var crf = video.nonZero("crf");
        var byRate = pass.equals("1") && bitrate.isPresent() || pass.equals("2") && isByBitrate();
        if (pass.equals("crf") && crf.isEmpty())
            video.wrong("crf", "is missing, though pass is crf");
        if (!byRate) put("crf", "crf", crf);
        put("bitrate", "b:v", bitrate.or(() -> constantQuality(crf)));
        for (var rate : List.of("minrate", "maxrate", "bufsize"))
            put(rate, rate, video.nonZero(rate));
    }

    private boolean isByBitrate() {
        return codec.orElse(Codec.X264).passes() == Codec.Passes.BY_BITRATE;
    }

    // With libvpx and libaom a crf alone is only an upper bound until the bit rate is 0.
    private Optional<String> constantQuality(Optional<String> crf) {
        var needsZero = isEncodedBy(Codec.VP9) || isEncodedBy(Codec.AOM_AV1);
        return crf.filter(_ -> needsZero).map(_ -> "0");
    }

    // libx265 takes its level among its parameters only.
    private void readLevelAndCodecOptions() {
        var params = video.text("codec_options");
        if (isEncodedBy(Codec.X265)) putX265Parameters(params);
        else {
            put("level", "level:v");
            params.ifPresent(this::putCodecOptions);
        }
    }

    private void putX265Parameters(Optional<String> params) {
        var level = video.read("level", LEVEL::read).map(read -> "level-idc=" + read.text());
        put(
                "codec_options",
                "x265-params",
                Stream.of(params, level)
                        .flatMap(Optional::stream)
                        .reduce((one, other) -> one + ":" + other));
    }

    private boolean isEncodedBy(Codec wanted) {
        return codec.orElse(Codec.X264) == wanted;
    }

    private void putCodecOptions(String text) {
        switch (codec.orElse(Codec.X264)) {
            case X264 -> put("codec_options", "x264-params", Optional.of(text));
            case SVT_AV1 -> put("codec_options", "svtav1-params", Optional.of(text));
            default -> putAsOptions(text);
        }
    }

    /** {@code row-mt=1:cpu-used=2} as options of their own, for encoders without parameters. */
    private void putAsOptions(String text) {
        for (var pair : text.split(":")) {
            var equals = pair.indexOf('=');
            if (equals < 1) video.wrong("codec_options", "must look like row-mt=1:cpu-used=2");
            else
                into.putEncoderOption(
                        video.where("codec_options"),
                        pair.substring(0, equals),
                        pair.substring(equals + 1));
        }
    }

    // FFmpeg reads 16:9, but not 2.4:1
    private static String plain(Ratio ratio) {
        var text = ratio.text();
        return text.contains(".") && text.contains(":") ? Numbers.plain(ratio.number()) : text;
    }

    private static double factor(String text) {
        var read = SPEED.matcher(text.replace(" ", "").toUpperCase(Locale.ROOT));
        var factor = read.matches() ? factor(read) : 0;
        if (factor >= 0.01 && factor <= 100) return factor;
        throw new Unsupported(
                "'%s' must be from 0.01*PTS (fast) to 100*PTS (slow)", Unsupported.shown(text));
    }

    private static double factor(Matcher read) {
        if (read.group(3) != null) return 1 / Double.parseDouble(read.group(3));
        return Double.parseDouble(read.group(1) != null ? read.group(1) : read.group(2));
    }

    void readFilters(FormFields filter) {
        var chain = new ArrayList<String>(StructuredFilters.beforeScaling(filter));
        scale().ifPresent(chain::add);
        chain.addAll(StructuredFilters.afterScaling(filter));
        speed.ifPresent(factor -> chain.add("setpts=" + Numbers.plain(factor) + "*PTS"));
        video.refuseOthers();
        if (chain.isEmpty()) return;
        into.put("data.filter", "vf", String.join(",", chain));
    }

    private Optional<String> scale() {
        var size = size();
        var flags = video.read("scaling", StructuredVideo::scaler).map(name -> "flags=" + name);
        return Stream.of(size, flags)
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + ":" + other)
                .map(arguments -> "scale=" + arguments);
    }

    private static String scaler(String name) {
        if (List.of(SCALERS.split(" ")).contains(name)) return name;
        throw new Unsupported("'%s' must be one of %s", Unsupported.shown(name), SCALERS);
    }

    private Optional<String> size() {
        var size = video.word("size").orElse("custom");
        var format = video.text("format").orElse("fullscreen");
        var width = video.text("width");
        var height = video.text("height");
        if (!format.matches("widescreen|fullscreen"))
            video.wrong(
                    "format",
                    "'%s' must be widescreen or fullscreen".formatted(Unsupported.shown(format)));
        if (size.matches("source|none|auto")) return Optional.empty();
        if (size.equals("custom")) return custom(width, height);
        if (size.matches("\\d{1,4}x\\d{1,4}")) return sides("size", size.split("x"));
        return format.equals("widescreen")
                ? sides("size", new String[] {size, "-2"})
                : sides("size", new String[] {"-2", size});
    }

    private Optional<String> custom(Optional<String> width, Optional<String> height) {
        var w = width.filter(StructuredVideo::isGiven);
        var h = height.filter(StructuredVideo::isGiven);
        if (w.isEmpty() && h.isEmpty()) {
            if (video.word("size").isPresent())
                video.wrong("size", "is custom, but neither width nor height is given");
            return Optional.empty();
        }
        var wide = w.flatMap(side -> side("width", side)).orElse("-2");
        var high = h.flatMap(side -> side("height", side)).orElse("-2");
        return Optional.of(wide + ":" + high);
    }

    // 0, -1 and -2 mean "as the other side requires"
    private static boolean isGiven(String side) {
        return !side.matches("0|-1|-2");
    }

    private Optional<String> sides(String field, String[] sides) {
        var wide = side(field, sides[0]);
        var high = side(field, sides[1]);
        return wide.flatMap(w -> high.map(h -> w + ":" + h));
    }

    private Optional<String> side(String field, String side) {
        return side.equals("-2") ? Optional.of(side) : video.check(field, () -> even(side));
    }

    private static String even(String side) {
        var pixels = SIDE.matcher(side).matches() ? Integer.parseInt(side) : 0;
        if (pixels >= 2 && pixels <= Dimensions.LARGEST_SIDE && pixels % 2 == 0) return side;
        throw new Unsupported(
                "'%s' must be an even number of pixels from 2 to 8192", Unsupported.shown(side));
    }
}
