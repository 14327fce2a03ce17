package openencoder.encoding.recipe;

import openencoder.encoding.grammar.FrameRate;
import openencoder.encoding.grammar.Numbers;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.job.SourceFacts;
import openencoder.media.StreamKind;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whether a rendition can be made of a source. */
record SourceFit(Clip clip, Rendition rendition, SourceFacts source) {
    /** Twelve hours at 120 frames a second. */
    private static final long MOST_FRAMES = 12 * 3600 * 120;

    private static final Set<String> RATE_FILTERS = Set.of("fps", "framerate");

    void check() {
        var video = rendition.video();
        if (video.isMade() && source.video().isEmpty() && !video.isOptional())
            throw refusal(
                    "no_video",
                    "has no pictures, and the preset makes a film; use a preset for sound, such as"
                            + " one with -vn");
        if (!video.isMade() && source.audio().isEmpty() && !rendition.audio().isOptional())
            throw refusal("no_audio", "has no sound, and the preset makes nothing but sound");
        source.duration().ifPresent(this::requireInside);
        source.video().ifPresent(this::requireBearableSize);
        if (video.isMade()) requireBearableLength();
    }

    private static Invalid refusal(String code, String message) {
        return new Invalid("settings." + code, "source", message);
    }

    private void requireInside(Duration duration) {
        var start = rendition.start(clip);
        if (start > 0 && start >= seconds(duration))
            throw refusal(
                    "clip",
                    "lasts %s s, and the preset begins after %s s"
                            .formatted(Numbers.plain(seconds(duration)), Numbers.plain(start)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void requireBearableSize(SourceFacts.Video video) {
        var size = FrameSize.of(video);
        if (!size.isKnown()) return;
        try {
            size.through(rendition.video().filters());
        } catch (Unsupported unsupported) {
            throw refusal(
                    "too_large",
                    "is %dx%d, and %s"
                            .formatted(video.width(), video.height(), unsupported.getMessage()));
        }
    }

    // Two pictures a day apart are a small file, and millions of frames at a rate of 60.
    private void requireBearableLength() {
        if (source.duration().isEmpty() || source.video().isEmpty()) return;
        var length = source.duration().get();
        var made = seconds(rendition.duration(clip, length).orElse(length));
        var rate = rate().orElse(source.video().get().frameRate());
        if (made * rate > MOST_FRAMES)
            throw refusal(
                    "too_long",
                    "would become a film of %s s with %s frames a second, which are %,.0f frames;"
                                    .formatted(
                                            Numbers.plain(made), Numbers.plain(rate), made * rate)
                            + " at most %,d are made".formatted(MOST_FRAMES));
    }

    /** Of the output, if the preset says: the rate option comes after all filters. */
    private Optional<Double> rate() {
        return rendition
                .settings()
                .last("r", StreamKind.VIDEO)
                .map(Setting::value)
                .or(this::rateOfFilters)
                .map(rate -> ((FrameRate) rate).perSecond());
    }

    private Optional<Value> rateOfFilters() {
        return rendition.video().filters().filters().stream()
                .filter(filter -> RATE_FILTERS.contains(filter.name()))
                .flatMap(filter -> filter.value("fps").stream())
                .reduce((_, later) -> later);
    }
}
