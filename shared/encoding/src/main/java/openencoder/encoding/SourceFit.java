package openencoder.encoding;

import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.OptionalDouble;

/** Whether a preset can make anything of a source. */
final class SourceFit {
    /** Twelve hours at 120 frames a second. */
    private static final long MOST_FRAMES = 12 * 3600 * 120;

    private SourceFit() {}

    static void check(EncodingSettings settings, SourceFacts source) {
        var options = settings.options();
        if (settings.makesVideo() && source.video().isEmpty() && !options.isOptional('v'))
            throw refusal(
                    "no_video",
                    "has no pictures, and the preset makes a film; use a preset for sound, such as"
                            + " one with -vn");
        if (!settings.makesVideo() && source.audio().isEmpty() && !options.isOptional('a'))
            throw refusal("no_audio", "has no sound, and the preset makes nothing but sound");
        source.duration().ifPresent(duration -> requireInside(settings, duration));
        source.video().ifPresent(video -> requireBearableSize(settings, video));
        if (settings.makesVideo()) requireBearableLength(settings, source);
    }

    private static Invalid refusal(String code, String message) {
        return new Invalid("settings." + code, "source", message);
    }

    private static void requireInside(EncodingSettings settings, Duration duration) {
        var start =
                settings.clip().from().map(Values::seconds).orElse(0.0)
                        + settings.options().value("ss").map(Values::seconds).orElse(0.0);
        if (start > 0 && start >= duration.toMillis() / 1000.0)
            throw refusal(
                    "clip",
                    "lasts %s s, and the preset begins after %s s"
                            .formatted(
                                    Numbers.plain(duration.toMillis() / 1000.0),
                                    Numbers.plain(start)));
    }

    private static void requireBearableSize(EncodingSettings settings, SourceFacts.Video video) {
        var filters = settings.options().videoFilters();
        var size = size(video);
        if (filters.isEmpty() || !size.isKnown()) return;
        try {
            size.through(filters.get());
        } catch (Unfit unfit) {
            throw refusal(
                    "too_large",
                    "is %dx%d, and %s"
                            .formatted(video.width(), video.height(), unfit.getMessage()));
        }
    }

    // Two pictures a day apart are a small file, and millions of frames at a rate of 60.
    private static void requireBearableLength(EncodingSettings settings, SourceFacts source) {
        if (source.duration().isEmpty() || source.video().isEmpty()) return;
        var length = source.duration().get();
        var made = settings.outputDuration(length).orElse(length).toMillis() / 1000.0;
        var rate = rate(settings).orElse(source.video().get().frameRate());
        if (made * rate > MOST_FRAMES)
            throw refusal(
                    "too_long",
                    "would become a film of %s s with %s frames a second, which are %,.0f frames;"
                                    .formatted(
                                            Numbers.plain(made), Numbers.plain(rate), made * rate)
                            + " at most %,d are made".formatted(MOST_FRAMES));
    }

    /** Of the output, if the preset says: the rate option comes after all filters. */
    private static OptionalDouble rate(EncodingSettings settings) {
        var option = settings.options().last("r", 'v').map(Setting::value);
        if (option.isPresent()) return OptionalDouble.of(Values.rate(option.get()));
        return settings.options().videoFilters().stream()
                .flatMap(graph -> graph.filters().stream())
                .filter(use -> use.is("fps") || use.is("framerate") || use.is("minterpolate"))
                .flatMap(use -> use.value("fps").stream())
                .mapToDouble(Values::rate)
                .reduce((_, later) -> later);
    }

    /** How large the pictures are that the filters get: FFmpeg turns them upright before. */
    static FrameSize size(SourceFacts.Video video) {
        var isTurned = video.rotation() % 180 != 0;
        return isTurned
                ? new FrameSize(video.height(), video.width())
                : new FrameSize(video.width(), video.height());
    }
}
