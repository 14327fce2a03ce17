package openencoder.cli.progress;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param percent 0 to 100; empty while it is not known
 */
public record JobProgress(
        String stage,
        Optional<Double> percent,
        Optional<Double> fps,
        Optional<Double> speed,
        Optional<Duration> eta) {

    // Of a whole run, from a file to a file.
    private static final double SENT = 5;
    private static final double ENCODED = 95;

    /** As the API sees it: from the storage to the storage. */
    public static JobProgress of(JsonNode job) {
        return new JobProgress(
                stage(job),
                number(job, "progress"),
                number(job, "fps"),
                number(job, "speed"),
                number(job, "eta_seconds").map(s -> Duration.ofSeconds(Math.round(s))));
    }

    /** As one part of a run that also sends the film and fetches what was made. */
    public JobProgress inRun() {
        var known = percent.orElse(0.0);
        return new JobProgress(
                stage, Optional.of(SENT + known / 100 * (ENCODED - SENT)), fps, speed, eta);
    }

    public static JobProgress sending(long sent, long size) {
        return transfer("sending the film", 0, SENT, size == 0 ? 1 : (double) sent / size);
    }

    public static JobProgress fetching(long got, long size) {
        return transfer("fetching", ENCODED, 100, size == 0 ? 1 : (double) got / size);
    }

    public static JobProgress done() {
        return transfer("done", 0, 100, 1);
    }

    private static JobProgress transfer(String stage, double from, double to, double part) {
        return new JobProgress(
                stage,
                Optional.of(from + Math.min(part, 1) * (to - from)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What is known, such as {@code 42.0 % encoding 87 fps 3.6x 0:07 left}. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        parts.add(percent.map(p -> format("%5.1f %%", p)).orElse("  ?   "));
        parts.add(stage);
        fps.map(f -> format("%.0f fps", f)).ifPresent(parts::add);
        speed.map(s -> format("%.1fx", s)).ifPresent(parts::add);
        eta.map(JobProgress::left).ifPresent(parts::add);
        return String.join("  ", parts);
    }

    private static String left(Duration time) {
        return time.toHours() == 0
                ? format("%d:%02d left", time.toMinutes(), time.toSecondsPart())
                : format(
                        "%d:%02d:%02d left",
                        time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static String stage(JsonNode job) {
        var waits = job.path("waiting_for");
        var reason = waits.isObject() ? waits.path("message").asString("") : waits.asString("");
        if (!reason.isEmpty()) return "waiting: " + reason.replaceFirst("\\.$", "");
        return job.path("stage").asString(job.path("status").asString(""));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static Optional<Double> number(JsonNode job, String name) {
        var value = job.path(name);
        return value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty();
    }
}
