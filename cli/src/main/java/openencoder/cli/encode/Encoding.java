package openencoder.cli.encode;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.ApiProblem;
import openencoder.cli.command.CommandFailed;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One film's way through the API: sent, encoded, brought back. */
public final class Encoding {

    /** The job did not complete; the message is its reason and FFmpeg's last lines. */
    public static final class Failed extends RuntimeException {
        Failed(String message) {
            super(message);
        }
    }

    /**
     * What was made.
     *
     * @param job as the API shows it
     */
    record Result(JsonNode job, List<Made> files) {}

    record Made(Path file, String description) {}

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<String> ENDED = Set.of("completed", "error", "cancelled");

    private final ApiClient api;
    private final ProgressDisplay display;
    private volatile long runningJob;

    Encoding(ApiClient api, ProgressDisplay display) {
        this.api = api;
        this.display = display;
    }

    /**
     * @param out the folder for what is made
     * @throws Failed if the job ends otherwise than completed
     */
    Result encode(Path film, String preset, Path out) {
        var folder = "encode/" + UUID.randomUUID() + "/";
        var source = send(film);
        var created =
                api.post(
                        "/api/jobs",
                        Map.of("preset", preset, "source", source, "dest", "s3:///" + folder));
        runningJob = created.path("id").asLong(0);
        var job = follow(runningJob);
        runningJob = 0;
        display.end();
        if (!status(job).equals("completed")) throw new Failed(reason(job));
        return new Result(job, bring(job, folder, out));
    }

    /** Cancels the job if it still runs; for a user who will not wait. */
    void cancel() {
        if (runningJob == 0) return;
        display.end("Cancelling");
        try {
            api.post("/api/jobs/%d/cancel".formatted(runningJob), Map.of());
        } catch (ApiProblem _) {
            // It has ended meanwhile, or the API has: nothing is left to cancel.
        }
    }

    private String send(Path film) {
        var upload = api.post("/api/uploads", Map.of("filename", film.getFileName().toString()));
        long size = size(film);
        api.upload(
                film,
                URI.create(upload.path("url").asString("")),
                sent -> display.show(JobProgress.uploading(sent, size)));
        return upload.path("source").asString("");
    }

    private JsonNode follow(long id) {
        while (true) {
            var job = api.get("/api/jobs/" + id);
            display.show(JobProgress.of(job));
            if (ENDED.contains(status(job))) return job;
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CommandFailed("Interrupted.", interrupted);
            }
        }
    }

    private List<Made> bring(JsonNode job, String destinationKey, Path out) {
        var list = "/api/jobs/%d/outputs?count=100&page=".formatted(job.path("id").asLong(0));
        var made = new ArrayList<Made>();
        for (var page = 1; ; page++) {
            var outputs = api.get(list + page).path("items");
            for (var output : outputs) {
                var remote = DestinationFile.of(output, destinationKey);
                var file = remote.in(out);
                api.download(remote.link(), file);
                made.add(new Made(file, remote.description()));
            }
            if (outputs.size() < 100) {
                return made;
            }
        }
    }

    private static String reason(JsonNode job) {
        var error = job.path("error");
        var message = error.path("message").asString("");
        var lines = error.path("log_tail").asString("");
        var text =
                message.isEmpty()
                        ? "The job ended as %s.".formatted(status(job))
                        : "The film was not encoded: " + message;
        return lines.isBlank()
                ? text
                : text + "\n\nFFmpeg's last lines:\n" + lines.indent(2).stripTrailing();
    }

    private static String status(JsonNode job) {
        return job.path("status").asString("").toLowerCase(Locale.ROOT);
    }

    private static long size(Path film) {
        try {
            return Files.size(film);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
