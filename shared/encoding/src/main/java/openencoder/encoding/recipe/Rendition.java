package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.frames.FrameState;
import openencoder.encoding.grammar.FrameRate;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Decimal;
import openencoder.media.StreamKind;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One output of a recipe: its options in the preset's order, and what they come to. */
public final class Rendition {
    private static final Set<String> OTHER_FRAMES = Set.of("fps", "framerate", "mpdecimate");

    private final Settings settings;
    private final Optional<Container> named;
    private final boolean isTwoPass;
    private final Container container;
    private final Track video;
    private final Track audio;
    private final Trim trim;

    private Rendition(Settings settings, Optional<Container> named, boolean isTwoPass) {
        this.settings = settings;
        this.named = named;
        this.isTwoPass = isTwoPass;
        this.container = named.orElseGet(() -> UsualContainer.of(settings));
        this.video = Track.of(StreamKind.VIDEO, settings, container);
        this.audio = Track.of(StreamKind.AUDIO, settings, container);
        this.trim = Trim.of(settings);
    }

    /**
     * @param container empty if the preset leaves it open
     * @throws Invalid {@code preset.invalid} with every option that does not go with the others
     */
    static Rendition of(Settings settings, Optional<Container> container, boolean isTwoPass) {
        var rendition = new Rendition(settings, container, isTwoPass);
        var errors = new FieldErrors(Recipe.INVALID);
        CrossChecks.check(rendition, errors);
        errors.refuseIfAny();
        return rendition;
    }

    /** The same in another container. */
    Rendition in(Container other) {
        return of(settings, Optional.of(other), isTwoPass);
    }

    /** The same file under the container's other name: film.m4v is a film.mp4. */
    Rendition called(Container other) {
        return new Rendition(settings, Optional.of(other), isTwoPass);
    }

    public Settings settings() {
        return settings;
    }

    public Container container() {
        return container;
    }

    boolean isContainerOpen() {
        return named.isEmpty();
    }

    /** Whether the film is looked at once before it is encoded. */
    public boolean isTwoPass() {
        return isTwoPass;
    }

    public Track video() {
        return video;
    }

    public Track audio() {
        return audio;
    }

    /** When it begins, on the source's clock, in seconds. */
    double start(Clip clip) {
        return clip.start() + trim.start();
    }

    Duration copiedFrom() {
        return video.isMade() && video.isCopied() || audio.isMade() && audio.isCopied()
                ? Duration.ofMillis((long) (trim.start() * 1000))
                : Duration.ZERO;
    }

    /** Empty where it cannot be foretold. */
    Optional<Duration> duration(Clip clip, Duration source) {
        if (settings.has("frames")) return Optional.empty();
        return stretch()
                .map(stretch -> trim.of(clip.of(source.toMillis() / 1000.0) * stretch))
                .filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
    }

    private Optional<Double> stretch() {
        var pictures = video.stretch();
        var sound = audio.stretch();
        if (!pictures.keepsAll() || !sound.keepsAll()) return Optional.empty();
        if (pictures.isAsFastAs(sound) || !audio.isSelected()) return known(pictures);
        return video.isSelected() ? Optional.empty() : known(sound);
    }

    private static Optional<Double> known(TimeStretch stretch) {
        return stretch.isKnown() ? Optional.of(stretch.factor()) : Optional.empty();
    }

    /** How many frames it has at most of those that the filters made. */
    double frames(FrameState made) {
        var most = settings.has("frames") ? framesWanted() : Double.POSITIVE_INFINITY;
        var seconds = Math.max(0, trim.of(made.times().high()));
        if (isEven()) return Math.min(most, seconds * pace(made));
        var share = seconds / Math.max(seconds, made.times().high());
        return Math.min(most, Double.isNaN(share) ? made.frames() : made.frames() * share);
    }

    private double framesWanted() {
        return settings.last("frames", StreamKind.VIDEO)
                .map(setting -> ((Decimal) setting.value()).number())
                .orElse(Double.POSITIVE_INFINITY);
    }

    // where frames come at even distances FFmpeg repeats or drops some
    private boolean isEven() {
        var asked = settings.value("fps_mode", Value.class).map(Value::text).orElse("auto");
        return switch (asked) {
            case "cfr" -> true;
            case "vfr", "passthrough" -> false;
            default -> rate("r").or(() -> rate("fpsmax")).isPresent() || container.isEven();
        };
    }

    private double pace(FrameState made) {
        var fastest = rate("fpsmax").orElse(Double.POSITIVE_INFINITY);
        return rate("r").orElseGet(() -> Math.min(fastest, made.rate().high()));
    }

    private Optional<Double> rate(String option) {
        return settings.last(option, StreamKind.VIDEO)
                .map(setting -> ((FrameRate) setting.value()).perSecond());
    }

    boolean keepsFrames() {
        return !settings.has("r")
                && !settings.has("fps_mode")
                && !settings.has("frames")
                && video.stretch().keepsAll()
                && !video.filters().usesAny(OTHER_FRAMES);
    }
}
