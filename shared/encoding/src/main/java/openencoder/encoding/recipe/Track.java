package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.allowed.Container;
import openencoder.encoding.allowed.FilterChain;
import openencoder.media.StreamKind;

import java.util.Optional;

/**
 * What a rendition makes of the source's pictures or of its sound.
 *
 * @param isMade whether the output has it, given a source that has it
 * @param isOptional whether a source without it is fine
 * @param named the encoder that the preset names
 * @param usual the encoder that the container has for it; empty if it holds none
 */
public record Track(
        StreamKind kind,
        boolean isSelected,
        boolean isMade,
        boolean isOptional,
        Optional<Codec> named,
        Optional<Codec> usual,
        FilterChain filters,
        TimeStretch stretch) {

    static Track of(StreamKind kind, Settings settings, Container container) {
        var isSelected = settings.selects(kind);
        var usual = container.usual(kind);
        var filters = settings.filters(kind);
        return new Track(
                kind,
                isSelected,
                isSelected && usual.isPresent(),
                settings.isOptional(kind),
                settings.codec(kind),
                usual,
                filters,
                TimeStretch.of(filters));
    }

    /** What encodes it. */
    public Optional<Codec> encoder() {
        return named.or(() -> usual);
    }

    boolean isCopied() {
        return named.filter(Codec::isCopy).isPresent();
    }
}
