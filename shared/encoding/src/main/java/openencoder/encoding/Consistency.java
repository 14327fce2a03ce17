package openencoder.encoding;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether options that are each allowed also make sense together. */
final class Consistency {
    private static final Set<String> REPEATABLE = Set.of("map", "metadata", "disposition");
    private static final double SLOWEST = 100;
    private final Draft draft;
    private final OutputOptions options;
    private final Container container;
    private final Complaints complaints;

    private Consistency(Draft draft, Complaints complaints) {
        this.draft = draft;
        this.options = draft.options();
        this.container = draft.containerOrUsual();
        this.complaints = complaints;
    }

    static void check(Draft draft, Complaints complaints) {
        var consistency = new Consistency(draft, complaints);
        consistency.nothingTwice();
        consistency.somethingIsLeft();
        consistency.containerTakesIt();
        consistency.copiesAreUntouched();
        consistency.encodersKnowIt();
        consistency.twoPassesAreUseful();
        consistency.picturesStaySmall();
        consistency.filmStaysShort();
    }

    private void complain(Setting setting, String message, Object... details) {
        complaints.add(
                setting.where(), "-" + setting.written() + ": " + message.formatted(details));
    }

    private void nothingTwice() {
        var seen = new HashSet<List<String>>();
        for (var setting : options.settings()) {
            if (REPEATABLE.contains(setting.rule().name())) continue;
            var stream = setting.stream().isEmpty() ? setting.rule().streams() : setting.stream();
            if (!seen.add(List.of(setting.rule().name(), stream)))
                complain(setting, "is given twice");
        }
    }

    private void somethingIsLeft() {
        var video = options.selects('v') && !container.isAudioOnly();
        var audio = options.selects('a') && container.usualAudio().isPresent();
        if (!video && !audio)
            complaints.add(whole(), "leaves neither video nor audio to put into the output");
    }

    private String whole() {
        return options.settings().isEmpty() ? "data" : options.settings().getFirst().where();
    }

    private void containerTakesIt() {
        for (var setting : options.settings()) {
            if (!setting.rule().suits(container))
                complain(setting, "is not for %s", container.muxer());
            if (setting.is("c")) requireHeld(setting);
        }
    }

    private void requireHeld(Setting setting) {
        if (setting.concerns('s') && !container.subtitles().contains(setting.value()))
            complain(setting, "%s cannot hold subtitles as %s", container.muxer(), setting.value());
        if (setting.concerns('v')) requireHeld(setting, Codec.video(setting.value()));
        if (setting.concerns('a')) requireHeld(setting, Codec.audio(setting.value()));
    }

    private void requireHeld(Setting setting, Codec codec) {
        if (container.holds(codec)) return;
        var held = String.join(", ", container.encoders(codec.kind()));
        var kind = codec.kind() == Codec.Kind.VIDEO ? "video" : "audio";
        if (held.isEmpty()) complain(setting, "%s holds no %s", container.muxer(), kind);
        else complain(setting, "%s holds %s, not %s", container.muxer(), held, codec.encoder());
    }

    private void copiesAreUntouched() {
        if (options.videoCodec().filter(Codec::isCopy).isPresent()) requireNoFilter('v');
        if (options.audioCodec().filter(Codec::isCopy).isPresent()) requireNoFilter('a');
    }

    private void requireNoFilter(char kind) {
        options.last("filter", kind)
                .ifPresent(
                        filter ->
                                complain(
                                        filter,
                                        "a copied stream cannot be filtered; choose an encoder"
                                                + " with -c:%c",
                                        kind));
    }

    private void encodersKnowIt() {
        var codec = videoCodec();
        if (codec.isEmpty()) return;
        for (var setting : options.settings())
            if (EncoderLimits.OPTIONS.contains(setting.rule().name()) && setting.concerns('v'))
                EncoderLimits.complaint(codec.get(), setting)
                        .ifPresent(message -> complain(setting, "%s", message));
    }

    private Optional<Codec> videoCodec() {
        if (!options.selects('v')) return Optional.empty();
        return options.videoCodec().or(container::usualVideo);
    }

    private void twoPassesAreUseful() {
        var codec = videoCodec();
        if (!draft.twoPass()) return;
        if (codec.isEmpty() || codec.get().passes() == Codec.Passes.NONE) {
            var name = codec.map(Codec::encoder).orElse("an output without video");
            complaints.add(passField(), "%s cannot be encoded in two passes".formatted(name));
            return;
        }
        var byBitrate = codec.get().passes() == Codec.Passes.BY_BITRATE;
        if (byBitrate && options.last("b", 'v').isEmpty())
            complaints.add(
                    passField("bitrate"),
                    "two passes of %s aim at a bit rate; give one, such as 3000k"
                            .formatted(codec.get().encoder()));
        if (byBitrate)
            options.last("crf", 'v')
                    .ifPresent(crf -> complain(crf, "has no place in two passes; give a bit rate"));
    }

    private String passField() {
        return passField("pass");
    }

    private String passField(String structuredField) {
        var raw = options.settings().stream().anyMatch(s -> s.where().startsWith("data.raw"));
        return raw ? "data.raw" : "data.video." + structuredField;
    }

    private void picturesStaySmall() {
        var filters = options.last("filter", 'v');
        if (filters.isEmpty()) return;
        var graph = FilterGraph.video(filters.get().value());
        for (var usual : FrameSize.USUAL)
            try {
                usual.through(graph);
            } catch (Unfit unfit) {
                complain(filters.get(), "%s", unfit.getMessage());
                return;
            }
    }

    // A few frames spread over days would be filled up with millions of copies.
    private void filmStaysShort() {
        for (var kind : "va".toCharArray())
            options.last("filter", kind)
                    .filter(filters -> slowness(filters, kind) > SLOWEST)
                    .ifPresent(f -> complain(f, "slows the film down more than 100 times"));
    }

    private static double slowness(Setting filters, char kind) {
        var graph =
                kind == 'v'
                        ? FilterGraph.video(filters.value())
                        : FilterGraph.audio(filters.value());
        return graph.filters().stream()
                .filter(use -> use.is("setpts") || use.is("asetpts"))
                .mapToDouble(use -> slowness(use.value("expr").orElse("PTS")))
                .reduce(1, (one, other) -> one * other);
    }

    private static double slowness(String expression) {
        var values = Map.of("PTS", 1.0, "STARTPTS", 0.0, "N", 1.0, "TB", 1.0, "T", 1.0);
        var slowness = Expression.parse(expression, 100_000).at(values);
        return Double.isNaN(slowness) ? 1 : Math.abs(slowness);
    }
}
