package openencoder.encoding;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What either form of a preset says, each option checked by itself but not yet against the others.
 *
 * @param container empty if the preset leaves it open
 * @param twoPass whether the film is looked at once before it is encoded
 * @param clip the part of the source that is taken
 */
record Draft(OutputOptions options, Optional<Container> container, boolean twoPass, Clip clip) {
    /** The container, or what people expect of the codecs when none is named. */
    Container containerOrUsual() {
        return container.orElseGet(this::usual);
    }

    private Container usual() {
        var video = options.videoCodec().filter(codec -> !codec.isCopy());
        var audio = options.audioCodec().filter(codec -> !codec.isCopy());
        if (video.isPresent()) return usualFor(video.get(), audio);
        if (isSoundOnly(audio)) return audio.map(Codec::home).orElse(Container.M4A);
        return audio.isEmpty() || Container.MP4.holds(audio.get()) ? Container.MP4 : Container.MKV;
    }

    private static Container usualFor(Codec video, Optional<Codec> audio) {
        var isOpus = audio.filter(codec -> codec == Codec.OPUS).isPresent();
        var first = isOpus ? Container.WEBM : video.home();
        return Stream.of(first, video.home(), Container.MP4)
                .filter(container -> container.holds(video))
                .filter(container -> audio.isEmpty() || container.holds(audio.get()))
                .findFirst()
                .orElse(Container.MKV);
    }

    private boolean isSoundOnly(Optional<Codec> audio) {
        if (!options.selects('v')) return true;
        var saysNothingOfVideo = options.settings().stream().noneMatch(s -> s.concerns('v'));
        var home = audio.map(Codec::home);
        return saysNothingOfVideo
                && home.filter(c -> c.isAudioOnly() && c != Container.M4A).isPresent();
    }
}
