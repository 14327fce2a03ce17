package openencoder.encoding;

import openencoder.job.SourceFacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A preset's options with what it leaves unsaid: which streams, which encoders, which tag. */
final class Completion {
    private static final String WHERE = "worker";
    private static final String EVEN = "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0";

    private final EncodingSettings settings;
    private final Optional<SourceFacts> source;
    private final List<Setting> before = new ArrayList<>();
    private final List<Setting> after = new ArrayList<>();

    private Completion(EncodingSettings settings, Optional<SourceFacts> source) {
        this.settings = settings;
        this.source = source;
    }

    static Completion of(EncodingSettings settings, Optional<SourceFacts> source, int threads) {
        var completion = new Completion(settings, source);
        completion.forgetWhoMadeIt();
        completion.selectStreams();
        completion.nameEncoders();
        completion.tagHevc();
        if (threads > 0 && !settings.options().has("threads"))
            completion.before.add(setting("threads", Integer.toString(threads)));
        return completion;
    }

    static Setting setting(String option, String value) {
        var named = NamedOption.find(option);
        return new Setting(WHERE, named.rule(), named.written(), named.stream(), value);
    }

    private static Setting flag(String option) {
        return NamedOption.find(option).flag(WHERE);
    }

    OutputOptions options() {
        var all = new ArrayList<>(before);
        all.addAll(withEvenSides(settings.options().settings()));
        all.addAll(after);
        return new OutputOptions(all);
    }

    // A phone writes its owner's position and its own name into the file's metadata. What the film
    // needs stays: rotation is not metadata but a matrix (FFmpeg turns the pictures by it, or
    // copies
    // it with a copied stream), languages belong to the streams, and -metadata is applied after.
    private void forgetWhoMadeIt() {
        if (!settings.options().has("map_metadata")) before.add(setting("map_metadata", "-1"));
    }

    private void selectStreams() {
        var options = settings.options();
        if (settings.container().isAudioOnly() && !options.has("vn")) before.add(flag("vn"));
        if (settings.container().usualAudio().isEmpty() && !options.has("an"))
            before.add(flag("an"));
        if (!keepsSubtitles() && !options.has("sn")) before.add(flag("sn"));
        if (!options.selects('d') && !options.has("dn")) before.add(flag("dn"));
    }

    private boolean keepsSubtitles() {
        var wanted =
                settings.options().selects('s') || settings.options().last("c", 's').isPresent();
        return wanted && !settings.container().subtitles().isEmpty();
    }

    private void nameEncoders() {
        var options = settings.options();
        if (settings.makesVideo() && options.videoCodec().isEmpty())
            settings.container()
                    .usualVideo()
                    .ifPresent(codec -> after.add(setting("c:v", codec.encoder())));
        if (settings.makesAudio() && options.audioCodec().isEmpty())
            settings.container()
                    .usualAudio()
                    .ifPresent(codec -> after.add(setting("c:a", codec.encoder())));
    }

    // Apple's players show HEVC only under the tag hvc1; FFmpeg writes hev1.
    private void tagHevc() {
        var isTagged = settings.options().last("tag", 'v').isPresent();
        if (settings.container().isMp4Like() && isHevc() && !isTagged)
            after.add(setting("tag:v", "hvc1"));
    }

    private boolean isHevc() {
        var codec = settings.options().videoCodec();
        if (codec.filter(Codec::isCopy).isEmpty())
            return codec.filter(c -> c == Codec.X265).isPresent();
        return source.flatMap(SourceFacts::video).filter(v -> v.codec().equals("hevc")).isPresent();
    }

    /** Cuts a column or a row off where an encoder that refuses odd sizes would get one. */
    private List<Setting> withEvenSides(List<Setting> given) {
        if (!getsOddSides()) return given;
        var filters = settings.options().last("filter", 'v');
        if (filters.isEmpty()) after.add(setting("vf", EVEN));
        return given.stream()
                .map(s -> filters.filter(s::equals).isPresent() ? withEven(s) : s)
                .toList();
    }

    private static Setting withEven(Setting filters) {
        return filters.withValue(filters.value() + "," + EVEN);
    }

    private boolean getsOddSides() {
        var encoder = settings.videoEncoder().filter(Codec::needsEvenSides);
        if (encoder.isEmpty() || !settings.makesVideo() || settings.options().has("s"))
            return false;
        var size =
                source.flatMap(SourceFacts::video).map(SourceFit::size).filter(FrameSize::isKnown);
        var filters = settings.options().videoFilters();
        var filtered = size.map(s -> filters.map(s::through).orElse(s));
        return filtered.filter(s -> !s.isEven()).isPresent();
    }
}
