package openencoder.cli.encode;

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
record JobProgress(
        String stage,
        Optional<Double> percent,
        Optional<Double> fps,
        Optional<Double> speed,
        Optional<Duration> eta) {

    static JobProgress of(JsonNode job) {
        return new JobProgress(
                job.path("stage").asString(job.path("status").asString("")),
                number(job, "progress"),
                number(job, "fps"),
                number(job, "speed"),
                number(job, "eta_seconds").map(s -> Duration.ofSeconds(Math.round(s))));
    }

    static JobProgress uploading(long sent, long size) {
        var percent = size == 0 ? 100.0 : 100.0 * sent / size;
        return new JobProgress(
                "sending the film",
                Optional.of(percent),
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
        eta.map(e -> format("%d:%02d left", e.toMinutes(), e.toSecondsPart()))
                .ifPresent(parts::add);
        return String.join("  ", parts);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static Optional<Double> number(JsonNode job, String name) {
        var value = job.path(name);
        return value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty();
    }
}
