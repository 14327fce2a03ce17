package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.allowed.Container;
import openencoder.encoding.allowed.EncoderOptions;
import openencoder.encoding.frames.FrameSize;
import openencoder.encoding.frames.FrameState;
import openencoder.encoding.frames.PixelAspect;
import openencoder.encoding.frames.SoundState;
import openencoder.encoding.grammar.Dimensions;
import openencoder.encoding.grammar.Unsupported;
import openencoder.media.StreamKind;
import openencoder.refusal.FieldErrors;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether options that are each allowed also make sense together. */
final class CrossChecks {
    private static final Set<String> REPEATABLE = Set.of("map", "metadata", "disposition");
    // A chain of atempo reaches its pace in steps that are rounded.
    private static final double SLOWEST = 100.01;
    // a formula may be right for a wide picture and not for a high one
    private static final List<FrameState> USUAL =
            List.of(
                    FrameState.ofOneSecond(1920, 1080, PixelAspect.SQUARE),
                    FrameState.ofOneSecond(1080, 1920, PixelAspect.SQUARE),
                    FrameState.ofOneSecond(640, 360, PixelAspect.UNKNOWN));

    private final Rendition rendition;
    private final Settings settings;
    private final Container container;
    private final FieldErrors errors;

    private CrossChecks(Rendition rendition, FieldErrors errors) {
        this.rendition = rendition;
        this.settings = rendition.settings();
        this.container = rendition.container();
        this.errors = errors;
    }

    static void check(Rendition rendition, FieldErrors errors) {
        var checks = new CrossChecks(rendition, errors);
        checks.nothingTwice();
        checks.somethingIsLeft();
        checks.containerTakesIt();
        checks.copiesAreUntouched(rendition.video());
        checks.copiesAreUntouched(rendition.audio());
        checks.encodersKnowIt();
        checks.twoPassesAreUseful();
        checks.picturesStaySmall();
        checks.sizeIsSmall();
        checks.soundStaysShort();
        checks.filmStaysShort(rendition.video());
        checks.filmStaysShort(rendition.audio());
    }

    private void add(Setting setting, String message, Object... details) {
        errors.add(
                setting.where(),
                "-" + setting.option().written() + ": " + message.formatted(details));
    }

    private void nothingTwice() {
        var seen = new HashSet<List<String>>();
        for (var setting : settings.all()) {
            var option = setting.option();
            if (REPEATABLE.contains(setting.name())) continue;
            var stream = option.stream().isEmpty() ? option.rule().streams() : option.stream();
            if (!seen.add(List.of(setting.name(), stream))) add(setting, "is given twice");
        }
    }

    private void somethingIsLeft() {
        if (!rendition.video().isMade() && !rendition.audio().isMade())
            errors.add(whole(), "leaves neither video nor audio to put into the output");
    }

    private String whole() {
        return settings.all().isEmpty() ? "data" : settings.all().getFirst().where();
    }

    private void containerTakesIt() {
        for (var setting : settings.all()) {
            if (!setting.option().rule().suits(container))
                add(setting, "is not for %s", container.muxer());
            if (setting.is("c")) requireHeld(setting);
        }
    }

    private void requireHeld(Setting setting) {
        var name = setting.value().text();
        if (setting.concerns(StreamKind.SUBTITLES) && !container.subtitles().contains(name))
            add(setting, "%s cannot hold subtitles as %s", container.muxer(), name);
        if (setting.value() instanceof Codec codec) requireHeld(setting, codec);
    }

    private void requireHeld(Setting setting, Codec codec) {
        if (container.holds(codec)) return;
        var held = String.join(", ", container.encoders(codec.kind()));
        if (held.isEmpty()) add(setting, "%s holds no %s", container.muxer(), codec.kind().word());
        else add(setting, "%s holds %s, not %s", container.muxer(), held, codec.encoder());
    }

    private void copiesAreUntouched(Track track) {
        if (!track.isCopied()) return;
        filters(track)
                .ifPresent(
                        filters ->
                                add(
                                        filters,
                                        "a copied stream cannot be filtered; choose an encoder"
                                                + " with -c:%c",
                                        track.kind().letter()));
    }

    private Optional<Setting> filters(Track track) {
        return settings.last("filter", track.kind());
    }

    private void encodersKnowIt() {
        encoder()
                .ifPresent(
                        codec ->
                                settings.all().stream()
                                        .filter(setting -> setting.concerns(StreamKind.VIDEO))
                                        .forEach(setting -> requireKnown(codec, setting)));
    }

    private void requireKnown(Codec codec, Setting setting) {
        try {
            EncoderOptions.require(codec, setting.name(), setting.value().text());
        } catch (Unsupported unsupported) {
            add(setting, "%s", unsupported.getMessage());
        }
    }

    private Optional<Codec> encoder() {
        return Optional.of(rendition.video()).filter(Track::isSelected).flatMap(Track::encoder);
    }

    private void twoPassesAreUseful() {
        if (!rendition.isTwoPass()) return;
        var codec = encoder();
        if (codec.isEmpty() || codec.get().passes() == Codec.Passes.NONE) {
            var name = codec.map(Codec::encoder).orElse("an output without video");
            errors.add(field("pass"), "%s cannot be encoded in two passes".formatted(name));
            return;
        }
        if (codec.get().passes() == Codec.Passes.BY_BITRATE) requireBitrate(codec.get());
    }

    private void requireBitrate(Codec codec) {
        if (settings.last("b", StreamKind.VIDEO).isEmpty())
            errors.add(
                    field("bitrate"),
                    "two passes of %s aim at a bit rate; give one, such as 3000k"
                            .formatted(codec.encoder()));
        settings.last("crf", StreamKind.VIDEO)
                .ifPresent(crf -> add(crf, "has no place in two passes; give a bit rate"));
    }

    private String field(String structuredField) {
        var raw = settings.all().stream().anyMatch(s -> s.where().startsWith("data.raw"));
        return raw ? "data.raw" : "data.video." + structuredField;
    }

    private void picturesStaySmall() {
        filters(rendition.video()).ifPresent(this::requireSmallPictures);
    }

    private void requireSmallPictures(Setting filters) {
        for (var usual : USUAL)
            try {
                usual.through(rendition.video().filters()).forEach(CrossChecks::requireFewFrames);
            } catch (Unsupported unsupported) {
                add(filters, "%s", unsupported.getMessage());
                return;
            }
    }

    private static void requireFewFrames(FrameState made) {
        made.peak()
                .filter(peak -> !peak.isBearable())
                .ifPresent(
                        peak -> {
                            throw new Unsupported(
                                    "the filter '%s' would make %s frames even of one second; at"
                                            + " most %,d are made",
                                    peak.filter(), peak.inWords(), FrameState.MOST_FRAMES);
                        });
    }

    private void soundStaysShort() {
        filters(rendition.audio()).ifPresent(this::requireShortSound);
    }

    private void requireShortSound(Setting filters) {
        try {
            SoundState.of(1)
                    .through(rendition.audio().filters())
                    .peak()
                    .filter(peak -> !peak.isBearable())
                    .ifPresent(
                            peak ->
                                    add(
                                            filters,
                                            "the filter '%s' would make more than %d hours even of"
                                                    + " one second of sound",
                                            peak.filter(),
                                            SoundState.MOST_SECONDS / 3600));
        } catch (Unsupported unsupported) {
            add(filters, "%s", unsupported.getMessage());
        }
    }

    private void sizeIsSmall() {
        settings.last("s", StreamKind.VIDEO)
                .ifPresent(
                        setting -> {
                            var sides = (Dimensions) setting.value();
                            if (!new FrameSize(sides.width(), sides.height()).isBearable())
                                add(setting, "at most 36 million pixels are allowed");
                        });
    }

    // A few frames spread over days would be filled up with millions of copies.
    private void filmStaysShort(Track track) {
        if (Math.abs(track.stretch().factor()) > SLOWEST)
            filters(track).ifPresent(f -> add(f, "slows the film down more than 100 times"));
    }
}
