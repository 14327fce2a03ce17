package openencoder.encoding;

import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import java.time.Duration;

/** Whether a preset can make anything of a source. */
final class SourceFit {
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
        if (filters.isEmpty() || video.width() < 1 || video.height() < 1) return;
        var size = size(video);
        try {
            size.through(filters.get());
        } catch (Unfit unfit) {
            throw refusal(
                    "too_large",
                    "is %dx%d, and %s"
                            .formatted(video.width(), video.height(), unfit.getMessage()));
        }
    }

    /** How large the pictures are that the filters get: FFmpeg turns them upright before. */
    static FrameSize size(SourceFacts.Video video) {
        var isTurned = video.rotation() % 180 != 0;
        return isTurned
                ? new FrameSize(video.height(), video.width())
                : new FrameSize(video.width(), video.height());
    }
}
