package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.allowed.StreamMap;
import openencoder.encoding.grammar.Value;
import openencoder.media.StreamKind;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The options of an output in the preset's order: where two apply, the later one wins. */
public record Settings(List<Setting> all) {
    public Settings {
        all = List.copyOf(all);
    }

    private Stream<Setting> named(String name) {
        return all.stream().filter(setting -> setting.is(name));
    }

    public boolean has(String name) {
        return named(name).findAny().isPresent();
    }

    /** The value of an option that is for the whole output. */
    public <V extends Value> Optional<V> value(String name, Class<V> type) {
        return named(name).map(Setting::value).map(type::cast).reduce((_, later) -> later);
    }

    /** The option of this name that applies to streams of this kind. */
    public Optional<Setting> last(String name, StreamKind kind) {
        return named(name)
                .filter(setting -> setting.concerns(kind) || isForAll(setting))
                .reduce((_, later) -> later);
    }

    // -c copy, the one option that without a stream is for streams of every kind
    private static boolean isForAll(Setting setting) {
        return setting.is("c") && setting.option().rule().streams().isEmpty();
    }

    /** The encoder that is named for video or audio. */
    Optional<Codec> codec(StreamKind kind) {
        return last("c", kind)
                .map(Setting::value)
                .map(value -> value instanceof Codec codec ? codec : Codec.copy(kind));
    }

    FilterChain filters(StreamKind kind) {
        return last("filter", kind)
                .map(setting -> (FilterChain) setting.value())
                .orElse(FilterChain.EMPTY);
    }

    /** Whether streams of this kind are taken, if the source has them. */
    boolean selects(StreamKind kind) {
        if (has(kind.letter() + "n")) return false;
        var maps = maps();
        return maps.isEmpty()
                ? kind == StreamKind.VIDEO || kind == StreamKind.AUDIO
                : maps.stream().anyMatch(map -> map.takes(kind));
    }

    /** Whether a source without streams of this kind is fine. */
    boolean isOptional(StreamKind kind) {
        var wanted = maps().stream().filter(map -> map.takes(kind)).toList();
        return !wanted.isEmpty() && wanted.stream().allMatch(StreamMap::isOptional);
    }

    /** Which streams are taken or left out, in the preset's order. */
    List<StreamMap> mapped() {
        return named("map").map(setting -> (StreamMap) setting.value()).toList();
    }

    private List<StreamMap> maps() {
        return mapped().stream().filter(map -> !map.takesAway()).toList();
    }

    public Settings with(Setting setting) {
        return new Settings(Stream.concat(all.stream(), Stream.of(setting)).toList());
    }

    /** The same with another in the place of {@code old}. */
    public Settings replace(Setting old, Setting setting) {
        return new Settings(all.stream().map(each -> each == old ? setting : each).toList());
    }

    public Settings without(Set<String> names) {
        return new Settings(
                all.stream().filter(setting -> !names.contains(setting.name())).toList());
    }
}
