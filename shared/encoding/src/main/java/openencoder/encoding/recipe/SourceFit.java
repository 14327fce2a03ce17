package openencoder.encoding.recipe;

import openencoder.encoding.frames.FrameState;
import openencoder.encoding.frames.SoundState;
import openencoder.encoding.grammar.Numbers;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.recipe.SourceStream.Pictures;
import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.Set;

/** Whether a rendition can be made of a source. */
record SourceFit(Clip clip, Rendition rendition, ProbedSource probed) {
    private static final String TOO_MUCH_SOUND =
            "through the filter '%s' would become %.0f hours of sound; at most %d are made";

    void check() {
        var video = rendition.video();
        if (video.isMade() && source().video().isEmpty() && !video.isOptional())
            throw refusal(
                    "no_video",
                    "has no pictures, and the preset makes a film; use a preset for sound, such as"
                            + " one with -vn");
        if (!video.isMade() && source().audio().isEmpty() && !rendition.audio().isOptional())
            throw refusal("no_audio", "has no sound, and the preset makes nothing but sound");
        source().duration().ifPresent(this::requireInside);
        if (video.isMade() && !video.isCopied()) probed.pictures().forEach(this::requireBearable);
        if (rendition.audio().isMade()) requireShortSound();
    }

    private SourceFacts source() {
        return probed.facts();
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

    private double taken() {
        return Math.max(0, source().duration().map(this::taken).orElse(0.0));
    }

    private double taken(Duration length) {
        return clip.of(seconds(length));
    }

    private void requireShortSound() {
        SoundState.of(taken())
                .through(rendition.audio().filters())
                .peak()
                .filter(peak -> !peak.isBearable())
                .ifPresent(
                        peak -> {
                            throw refusal(
                                    "too_long",
                                    TOO_MUCH_SOUND.formatted(
                                            peak.filter(),
                                            peak.seconds() / 3600,
                                            SoundState.MOST_SECONDS / 3600));
                        });
    }

    private void requireBearable(Pictures pictures) {
        requireBearable(pictures, pictures.over(taken()));
    }

    private void requireBearable(Pictures pictures, FrameState before) {
        through(pictures, before).forEach(this::requireFew);
    }

    private void requireFew(FrameState made) {
        made.peak()
                .filter(peak -> !peak.isBearable())
                .ifPresent(
                        peak -> {
                            throw tooLong(
                                    "through the filter '%s' would become %s frames"
                                            .formatted(peak.filter(), peak.inWords()));
                        });
        var frames = rendition.frames(made);
        if (frames > FrameState.MOST_FRAMES)
            throw tooLong("would become a film of %,.0f frames".formatted(frames));
    }

    private Set<FrameState> through(Pictures pictures, FrameState before) {
        try {
            return before.through(rendition.video().filters());
        } catch (Unsupported unsupported) {
            throw refusal(
                    "too_large",
                    "is %dx%d, and %s"
                            .formatted(
                                    pictures.width(), pictures.height(), unsupported.getMessage()));
        }
    }

    // Two pictures a day apart are a small file, and millions of frames at a rate of 60.
    private static Invalid tooLong(String what) {
        return refusal(
                "too_long", "%s; at most %,d are made".formatted(what, FrameState.MOST_FRAMES));
    }
}
