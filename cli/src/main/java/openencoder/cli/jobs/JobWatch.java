package openencoder.cli.jobs;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.Patience;
import openencoder.cli.command.CommandFailed;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Waits for jobs of an API. */
public record JobWatch(ApiClient api) {

    private static final Set<String> ENDED = Set.of("completed", "error", "cancelled");
    private static final Duration NEAR = Duration.ofMillis(250);
    private static final Duration FAR = Duration.ofSeconds(1);
    private static final int LOOKS_IN_HURRY = 8;
    private static final int SLOWER = 4;

    /**
     * @param seen told the job each time it was looked at, and may throw to end the wait
     * @return the job once it has ended
     */
    public JsonNode untilEnd(long id, Consumer<JsonNode> seen) {
        for (int looks = 0; ; looks++) {
            var job = Patience.with(() -> api.get("/api/jobs/" + id));
            seen.accept(job);
            if (ENDED.contains(status(job))) return job;
            // Many may wait for one worker, whose processors they would take.
            rest(isWaiting(job) && looks > LOOKS_IN_HURRY ? SLOWER : 1);
        }
    }

    private void rest(int times) {
        try {
            Thread.sleep((isNear() ? NEAR : FAR).multipliedBy(times));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", interrupted);
        }
    }

    private boolean isNear() {
        return Set.of("127.0.0.1", "localhost", "[::1]").contains(api.base().getHost());
    }

    public static boolean isCompleted(JsonNode job) {
        return status(job).equals("completed");
    }

    /** Whether no worker has it yet. */
    public static boolean isWaiting(JsonNode job) {
        return status(job).equals("queued");
    }

    public static boolean hasEnded(JsonNode job) {
        return ENDED.contains(status(job));
    }

    /** Why a job that has ended is not completed, in one line. */
    public static String reason(JsonNode job) {
        var message = job.path("error").path("message").asString("");
        return message.isEmpty() ? "The job ended as %s.".formatted(status(job)) : message;
    }

    /** FFmpeg's last lines of a job that failed; empty if there are none. */
    public static String lastLines(JsonNode job) {
        var lines = job.path("error").path("log_tail").asString("");
        return lines.isBlank() ? "" : "FFmpeg's last lines:\n" + lines.indent(2).stripTrailing();
    }

    static String status(JsonNode job) {
        return job.path("status").asString("").toLowerCase(Locale.ROOT);
    }
}
