package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Codec;
import openencoder.encoding.allowed.Container;
import openencoder.media.StreamKind;

import java.util.Optional;
import java.util.stream.Stream;

/** The container that people expect of a preset's encoders when it names none. */
final class UsualContainer {
    private UsualContainer() {}

    static Container of(Settings settings) {
        var video = encoder(settings, StreamKind.VIDEO);
        var audio = encoder(settings, StreamKind.AUDIO);
        if (video.isPresent()) return of(video.get(), audio);
        var home = audio.map(Codec::home);
        if (isSoundOnly(settings, home)) return home.orElse(Container.M4A);
        return audio.isEmpty() || Container.MP4.holds(audio.get()) ? Container.MP4 : Container.MKV;
    }

    private static Optional<Codec> encoder(Settings settings, StreamKind kind) {
        return settings.codec(kind).filter(codec -> !codec.isCopy());
    }

    private static Container of(Codec video, Optional<Codec> audio) {
        var isOpus = audio.filter(codec -> codec == Codec.OPUS).isPresent();
        var first = isOpus ? Container.WEBM : video.home();
        return Stream.of(first, video.home(), Container.MP4)
                .filter(container -> container.holds(video))
                .filter(container -> audio.isEmpty() || container.holds(audio.get()))
                .findFirst()
                .orElse(Container.MKV);
    }

    private static boolean isSoundOnly(Settings settings, Optional<Container> home) {
        if (!settings.selects(StreamKind.VIDEO)) return true;
        return settings.all().stream().noneMatch(s -> s.concerns(StreamKind.VIDEO))
                && home.filter(c -> c.isAudioOnly() && c != Container.M4A).isPresent();
    }
}
