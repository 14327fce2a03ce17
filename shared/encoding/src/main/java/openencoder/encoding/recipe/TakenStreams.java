package openencoder.encoding.recipe;

import openencoder.encoding.allowed.StreamMap;
import openencoder.media.StreamKind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which streams of a source an output gets, in its order.
 *
 * @param maps that say so; empty where a preset's own do, or where there is no choice
 */
record TakenStreams(List<String> maps, List<SourceStream> streams) {
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final List<StreamKind> SPEAKING =
            List.of(StreamKind.VIDEO, StreamKind.AUDIO, StreamKind.SUBTITLES);

    /** As the maps say, and without any as FFmpeg chooses: one of each kind. */
    static TakenStreams of(Rendition rendition, ProbedSource source) {
        var settings = rendition.settings();
        return settings.has("map")
                ? new TakenStreams(List.of(), mapped(settings.mapped(), source.streams()))
                : chosen(rendition, source.streams());
    }

    /** Of each that has one, by its place among those of its kind, such as {@code a:0}. */
    Map<String, String> languages() {
        var languages = new TreeMap<String, String>();
        for (var kind : SPEAKING) {
            var ofKind = streams.stream().filter(stream -> stream.is(kind)).toList();
            for (var place = 0; place < ofKind.size(); place++) {
                var stream = kind.letter() + ":" + place;
                language(ofKind.get(place)).ifPresent(code -> languages.put(stream, code));
            }
        }
        return languages;
    }

    private static Optional<String> language(SourceStream stream) {
        return stream.language()
                .filter(code -> LANGUAGE.matcher(code).matches())
                .filter(code -> !code.equals("und"));
    }

    private static List<SourceStream> mapped(List<StreamMap> maps, List<SourceStream> all) {
        var taken = new ArrayList<SourceStream>();
        for (var map : maps) {
            var selection = map.selection();
            // of metadata only languages are known, and to guess would be to mislead
            if (selection.key().filter(key -> !key.equals("language")).isPresent())
                return List.of();
            var named = named(selection, all);
            if (map.takesAway()) taken.removeIf(one -> named.stream().anyMatch(s -> s == one));
            else taken.addAll(named);
        }
        return taken;
    }

    private static List<SourceStream> named(StreamMap.Selection selection, List<SourceStream> all) {
        var ofKind = all.stream().filter(stream -> isOfKind(stream, selection.kind())).toList();
        var named =
                selection.place().isEmpty()
                        ? ofKind.stream()
                        : ofKind.stream().skip(selection.place().getAsInt()).limit(1);
        return named.filter(stream -> speaks(stream, selection)).toList();
    }

    private static boolean isOfKind(SourceStream stream, String letter) {
        if (letter.isEmpty()) return true;
        if (letter.equals("V")) return stream.is(StreamKind.VIDEO) && !stream.isCover();
        return stream.kind().filter(kind -> letter.equals("" + kind.letter())).isPresent();
    }

    private static boolean speaks(SourceStream stream, StreamMap.Selection selection) {
        if (selection.key().isEmpty()) return true;
        return stream.language()
                .filter(code -> selection.value().map(code::equals).orElse(true))
                .isPresent();
    }

    private static TakenStreams chosen(Rendition rendition, List<SourceStream> all) {
        var films =
                Stream.of(rendition.video(), rendition.audio())
                        .filter(Track::isMade)
                        .flatMap(track -> best(track.kind(), all).stream());
        var taken = Stream.concat(films, subtitles(rendition, all).stream()).toList();
        var isPlain = taken.stream().allMatch(stream -> isOnly(stream, all));
        return new TakenStreams(
                isPlain ? List.of() : taken.stream().map(stream -> map(stream, all)).toList(),
                taken);
    }

    // where their encoder is named, FFmpeg takes the first
    private static Optional<SourceStream> subtitles(Rendition rendition, List<SourceStream> all) {
        var isWanted = rendition.settings().last("c", StreamKind.SUBTITLES).isPresent();
        return isWanted && !rendition.container().subtitles().isEmpty()
                ? all.stream().filter(stream -> stream.is(StreamKind.SUBTITLES)).findFirst()
                : Optional.empty();
    }

    private static boolean isOnly(SourceStream best, List<SourceStream> all) {
        return all.stream()
                .filter(other -> other.kind().equals(best.kind()))
                .allMatch(other -> other.language().equals(best.language()));
    }

    private static String map(SourceStream stream, List<SourceStream> all) {
        var kind = stream.kind().orElseThrow();
        var ofKind = all.stream().filter(other -> other.is(kind)).toList();
        var place = 0;
        while (ofKind.get(place) != stream) place++;
        return "0:%c:%d".formatted(kind.letter(), place);
    }

    // FFmpeg's own rule: what players prefer, then the largest picture or most channels
    private static Optional<SourceStream> best(StreamKind kind, List<SourceStream> all) {
        return all.stream()
                .filter(stream -> stream.is(kind))
                .max(
                        Comparator.comparingLong(TakenStreams::worth)
                                .thenComparingInt(s -> -place(s, all)));
    }

    private static int place(SourceStream stream, List<SourceStream> all) {
        var place = 0;
        while (all.get(place) != stream) place++;
        return place;
    }

    private static long worth(SourceStream stream) {
        if (stream.isCover()) return 1;
        var size =
                stream.pictures()
                        .map(pictures -> (long) pictures.width() * pictures.height())
                        .orElse((long) stream.channels());
        return size + (stream.isDefault() ? 5_000_000 : 0);
    }
}
