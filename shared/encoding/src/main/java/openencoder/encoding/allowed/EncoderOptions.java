package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code -preset}, {@code -tune}, {@code -profile:v} and {@code -crf} mean differs from
 * encoder to encoder; one that is not in an encoder's row means nothing to it.
 */
public final class EncoderOptions {
    private static final Set<String> OPTIONS = Set.of("preset", "tune", "profile", "crf");
    private static final String SPEEDS =
            "ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow|placebo";

    private static final Map<Codec, Map<String, String>> ROWS =
            Map.of(
                    Codec.X264,
                    row(
                            """
                            preset=%s crf=<x264:crf>
                            tune=film|animation|grain|stillimage|fastdecode|zerolatency|psnr|ssim
                            profile=baseline|main|high|high10|high422|high444
                            """
                                    .formatted(SPEEDS)),
                    Codec.X265,
                    row(
                            """
                            preset=%s crf=<x265:crf>
                            tune=grain|animation|fastdecode|zerolatency|psnr|ssim
                            profile=main|main10|main12|main-intra|mainstillpicture|main422-10|main422-12|main444-8|main444-10|main444-12
                            """
                                    .formatted(SPEEDS)),
                    Codec.VP8,
                    row("crf=0..63 tune=psnr|ssim profile=0..3"),
                    Codec.VP9,
                    row("crf=0..63 tune=psnr|ssim profile=0..3"),
                    Codec.AOM_AV1,
                    row("crf=0..63 tune=psnr|ssim profile=main|high|professional|0..2"),
                    Codec.SVT_AV1,
                    row("crf=0..63 preset=-2..13 profile=main|high|professional|0..2"),
                    Codec.PRORES,
                    row("profile=auto|proxy|lt|standard|hq|4444|4444xq|-1..5"),
                    Codec.DNXHD,
                    row("profile=dnxhd|dnxhr_lb|dnxhr_sq|dnxhr_hq|dnxhr_hqx|dnxhr_444|0..5"),
                    Codec.MPEG4,
                    row("profile=mpeg4_sp|mpeg4_core|mpeg4_main|mpeg4_asp|0..15"),
                    Codec.MPEG2,
                    row("profile=422|high|ss|snr|main|simple|0..5"));

    private EncoderOptions() {}

    private static Map<String, String> row(String cells) {
        return EncoderParameters.notations(cells);
    }

    /**
     * @throws Unsupported if the encoder cannot do what an option that it may understand in its own
     *     way asks of it
     */
    public static void require(Codec codec, String option, String value) {
        if (codec.isCopy() || !OPTIONS.contains(option)) return;
        var notation = ROWS.getOrDefault(codec, Map.of()).get(option);
        if (notation == null) throw new Unsupported(unknownTo(codec, option));
        try {
            EncoderParameters.VOCABULARY.grammar(notation).read(value);
        } catch (Unsupported unsupported) {
            throw new Unsupported("%s for %s", unsupported.getMessage(), codec.encoder());
        }
    }

    private static String unknownTo(Codec codec, String option) {
        var known =
                ROWS.entrySet().stream()
                        .filter(row -> row.getValue().containsKey(option))
                        .map(row -> row.getKey().encoder())
                        .sorted()
                        .collect(Collectors.joining(", "));
        return "means nothing to %s; it is for %s".formatted(codec.encoder(), known);
    }
}
