package openencoder.encoding;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a preset does to the length of a film. */
record Timing(Draft draft) {
    private static final String[] UNFORETOLD = {
        "select",
        "trim",
        "tpad",
        "framestep",
        "decimate",
        "telecine",
        "pullup",
        "silenceremove",
        "atrim",
        "adelay",
        "asetrate",
        "settb",
        "aecho"
    };

    private static final String[] OTHER_FRAMES = {"fps", "framerate", "minterpolate", "mpdecimate"};

    static Timing of(Draft draft) {
        return new Timing(draft);
    }

    /** Empty where it cannot be foretold. */
    Optional<Duration> applyTo(Duration source) {
        var pace = pace();
        if (pace.isEmpty() || draft.options().has("frames")) return Optional.empty();
        var from = draft.clip().from().map(Values::seconds).orElse(0.0);
        var to = draft.clip().to().map(Values::seconds).orElse(Double.MAX_VALUE);
        var taken = Math.min(seconds(source), to) - from;
        var seconds = Math.min(taken * pace.getAsDouble() - seek(), limit());
        return seconds <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (seconds * 1000)));
    }

    boolean keepsFrames() {
        var video = draft.options().videoFilters();
        return !draft.options().has("r")
                && !draft.options().has("fps_mode")
                && !draft.options().has("frames")
                && video.filter(graph -> graph.uses(UNFORETOLD)).isEmpty()
                && video.filter(graph -> graph.uses(OTHER_FRAMES)).isEmpty();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private double seek() {
        return time("ss").orElse(0.0);
    }

    private double limit() {
        var length = time("t").orElse(Double.MAX_VALUE);
        var end = time("to").orElse(Double.MAX_VALUE);
        return Math.min(length, end - seek());
    }

    private Optional<Double> time(String option) {
        return draft.options().value(option).map(Values::seconds);
    }

    private OptionalDouble pace() {
        var video = draft.options().videoFilters();
        var audio = draft.options().audioFilters();
        if (video.filter(graph -> graph.uses(UNFORETOLD)).isPresent())
            return OptionalDouble.empty();
        if (audio.filter(graph -> graph.uses(UNFORETOLD)).isPresent())
            return OptionalDouble.empty();
        var byVideo = video.map(Timing::videoPace).orElse(1.0);
        var byAudio = audio.map(Timing::audioPace).orElse(1.0);
        var same = Math.abs(byVideo - byAudio) < 0.01 * byVideo;
        if (same || !draft.options().selects('a')) return known(byVideo);
        return draft.options().selects('v') ? OptionalDouble.empty() : known(byAudio);
    }

    private static OptionalDouble known(double pace) {
        return Double.isNaN(pace) ? OptionalDouble.empty() : OptionalDouble.of(pace);
    }

    private static double videoPace(FilterGraph graph) {
        return graph.filters().stream()
                .filter(use -> use.is("setpts"))
                .mapToDouble(use -> atOneSecond(use.value("expr").orElse("PTS")))
                .reduce(1, (one, other) -> one * other);
    }

    private static double audioPace(FilterGraph graph) {
        return graph.filters().stream()
                .filter(use -> use.is("atempo") || use.is("asetpts"))
                .mapToDouble(Timing::audioPace)
                .reduce(1, (one, other) -> one * other);
    }

    private static double audioPace(FilterGraph.Use use) {
        if (use.is("asetpts")) return atOneSecond(use.value("expr").orElse("PTS"));
        return 1 / Double.parseDouble(use.value("tempo").orElse("1"));
    }

    // NaN, and so unknown, when it depends on anything but the time itself
    private static double atOneSecond(String expression) {
        return Expression.parse(expression, 100_000).at(Map.of("PTS", 1.0, "STARTPTS", 0.0));
    }
}
