package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.allowed.NamedOption;
import openencoder.encoding.allowed.StreamMap;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Text;
import openencoder.media.StreamKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a preset leaves unsaid: which streams, which encoders, which tag. */
public final class Defaults {
    private static final String WHERE = "worker";
    private static final FilterChain EVEN =
            FilterChain.video("crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");

    // how bright the film was mastered is no longer true of what a tone mapper makes of it
    private static final FilterChain DARKER =
            FilterChain.video(
                    Stream.of(
                                    "MASTERING_DISPLAY_METADATA",
                                    "CONTENT_LIGHT_LEVEL",
                                    "DYNAMIC_HDR_PLUS",
                                    "DOVI_METADATA")
                            .map(type -> "sidedata=mode=delete:type=" + type)
                            .collect(Collectors.joining(",")));

    private final Rendition rendition;
    private final Settings given;
    private final Optional<ProbedSource> source;
    private final List<Setting> before = new ArrayList<>();
    private final List<Setting> after = new ArrayList<>();

    private Defaults(Rendition rendition, Optional<ProbedSource> source) {
        this.rendition = rendition;
        this.given = rendition.settings();
        this.source = source;
    }

    /**
     * A rendition's options with what it leaves unsaid.
     *
     * @param source empty if nothing is known of it yet
     * @param threads how many an encoder may have unless the preset says; 0 for FFmpeg's choice
     */
    public static Settings complete(
            Rendition rendition, Optional<ProbedSource> source, int threads) {
        return new Defaults(rendition, source).complete(threads);
    }

    private Settings complete(int threads) {
        dropMetadata();
        selectStreams();
        if (threads > 0 && !given.has("threads"))
            before.add(setting("threads", new Text(Integer.toString(threads))));
        nameEncoder(rendition.video());
        nameEncoder(rendition.audio());
        tagHevc();
        var all = new ArrayList<>(before);
        all.addAll(withMoreFilters().all());
        all.addAll(after);
        return new Settings(all);
    }

    /** An option that no preset wrote, with a value of our own. */
    public static Setting setting(String option, Value value) {
        return new Setting(WHERE, NamedOption.find(option), value);
    }

    private void leaveOut(StreamKind kind) {
        var option = kind.letter() + "n";
        if (!given.has(option)) before.add(Setting.flag(WHERE, NamedOption.find(option)));
    }

    // A phone writes its owner's position and its own name into the file's metadata. What the film
    // needs stays: rotation is not metadata but a matrix (FFmpeg turns the pictures by it, or
    // copies it with a copied stream), and languages are written anew, before a preset's own.
    private void dropMetadata() {
        if (given.has("map_metadata")) return;
        before.add(setting("map_metadata", new Text("-1")));
        source.ifPresent(this::keepLanguages);
    }

    private void keepLanguages(ProbedSource probed) {
        var taken = TakenStreams.of(rendition, probed);
        taken.maps().forEach(map -> before.add(setting("map", StreamMap.of(map))));
        taken.languages()
                .forEach(
                        (stream, language) ->
                                before.add(
                                        setting(
                                                "metadata:s:" + stream,
                                                new Text("language=" + language))));
    }

    private void selectStreams() {
        if (rendition.video().usual().isEmpty()) leaveOut(StreamKind.VIDEO);
        if (rendition.audio().usual().isEmpty()) leaveOut(StreamKind.AUDIO);
        if (!keepsSubtitles()) leaveOut(StreamKind.SUBTITLES);
        if (!given.selects(StreamKind.DATA)) leaveOut(StreamKind.DATA);
    }

    private boolean keepsSubtitles() {
        var kind = StreamKind.SUBTITLES;
        var wanted = given.selects(kind) || given.last("c", kind).isPresent();
        return wanted && !rendition.container().subtitles().isEmpty();
    }

    private void nameEncoder(Track track) {
        if (track.isMade() && track.named().isEmpty())
            track.usual()
                    .ifPresent(codec -> after.add(setting("c:" + track.kind().letter(), codec)));
    }

    // Apple's players show HEVC only under the tag hvc1; FFmpeg writes hev1.
    private void tagHevc() {
        var isTagged = given.last("tag", StreamKind.VIDEO).isPresent();
        if (rendition.container().isMp4Like() && isHevc() && !isTagged)
            after.add(setting("tag:v", new Text("hvc1")));
    }

    private boolean isHevc() {
        if (rendition.video().isCopied())
            return source.flatMap(probed -> probed.facts().video())
                    .filter(video -> video.codec().equals("hevc"))
                    .isPresent();
        return rendition.video().named().filter(codec -> codec == Codec.X265).isPresent();
    }

    private Settings withMoreFilters() {
        var more = FilterChain.EMPTY;
        if (rendition.video().filters().usesAny(Set.of("tonemap"))) more = more.then(DARKER);
        if (getsOddSides()) more = more.then(EVEN);
        if (more.filters().isEmpty()) return given;
        var all = rendition.video().filters().then(more);
        var filters = given.last("filter", StreamKind.VIDEO);
        if (filters.isEmpty()) after.add(setting("vf", all));
        return filters.map(f -> given.replace(f, f.with(all))).orElse(given);
    }

    /** Whether an encoder that refuses odd sizes would get one, but for a column or a row. */
    private boolean getsOddSides() {
        var video = rendition.video();
        var needsEven = video.encoder().filter(Codec::needsEvenSides).isPresent();
        if (!needsEven || !video.isMade() || given.has("s")) return false;
        return source.stream()
                .flatMap(probed -> probed.pictures().stream())
                .filter(pictures -> pictures.size().isKnown())
                .flatMap(pictures -> pictures.over(0).through(video.filters()).stream())
                .anyMatch(made -> !made.size().isEven());
    }
}
