package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checked options of an output, in the preset's order: where two apply, the later one wins. */
record OutputOptions(List<Setting> settings) {
    OutputOptions {
        settings = List.copyOf(settings);
    }

    List<Setting> named(String name) {
        return settings.stream().filter(setting -> setting.is(name)).toList();
    }

    boolean has(String name) {
        return settings.stream().anyMatch(setting -> setting.is(name));
    }

    /** The value of an option that is for the whole output. */
    Optional<String> value(String name) {
        return named(name).stream().map(Setting::value).reduce((_, later) -> later);
    }

    Optional<Setting> last(String name, char kind) {
        return named(name).stream()
                .filter(s -> s.concerns(kind) || isForAll(s))
                .reduce((_, later) -> later);
    }

    // -c copy, the one option that without a stream is for streams of every kind
    private static boolean isForAll(Setting setting) {
        return setting.is("c") && setting.stream().isEmpty() && setting.rule().streams().isEmpty();
    }

    Optional<Codec> videoCodec() {
        return last("c", 'v').map(setting -> Codec.video(setting.value()));
    }

    Optional<Codec> audioCodec() {
        return last("c", 'a').map(setting -> Codec.audio(setting.value()));
    }

    Optional<FilterGraph> videoFilters() {
        return last("filter", 'v').map(setting -> FilterGraph.video(setting.value()));
    }

    Optional<FilterGraph> audioFilters() {
        return last("filter", 'a').map(setting -> FilterGraph.audio(setting.value()));
    }

    /** Whether streams of this kind ({@code v}, {@code a}, {@code s}, {@code d}) are selected. */
    boolean selects(char kind) {
        if (has(kind + "n")) return false;
        var maps = maps();
        return maps.isEmpty()
                ? kind == 'v' || kind == 'a'
                : maps.stream().anyMatch(m -> takes(m, kind));
    }

    /** Whether a source without streams of this kind is fine. */
    boolean isOptional(char kind) {
        var wanted = maps().stream().filter(map -> takes(map, kind)).toList();
        return !wanted.isEmpty()
                && wanted.stream().allMatch(map -> map.endsWith("?") || map.equals("0"));
    }

    boolean hasMaps() {
        return !maps().isEmpty();
    }

    private List<String> maps() {
        return named("map").stream().map(Setting::value).filter(m -> !m.startsWith("-")).toList();
    }

    private static boolean takes(String map, char kind) {
        if (!map.startsWith("0:")) return true;
        var stream = Character.toLowerCase(map.charAt(2));
        return stream == kind || Character.isDigit(stream);
    }

    OutputOptions with(Setting setting) {
        var more = new ArrayList<>(settings);
        more.add(setting);
        return new OutputOptions(more);
    }

    OutputOptions without(String... names) {
        var gone = List.of(names);
        return new OutputOptions(
                settings.stream().filter(s -> !gone.contains(s.rule().name())).toList());
    }
}
